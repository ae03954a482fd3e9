import { eventsAbout } from './eventsAbout';

/** What other rooms may ask, as the person. Somebody who may not see it gets nothing. */
export const podsOnDemand = { eventsAbout };
