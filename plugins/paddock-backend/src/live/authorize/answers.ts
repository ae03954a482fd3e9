import type { Access, Origin, Right } from '../origin';
import { type Area, areaKey } from '../scope';
import type { Subject } from '../topic';

/** How many areas are asked about at once. */
const batch = 32;

interface Asked {
  origin: Origin;
  access: Access;
}

/** Unknown where the origin cannot be asked: neither is anything shown then, nor is it called a refusal. */
type Answer = 'yes' | 'no' | 'unknown';

const inArea = (right: Right, { namespace }: Area): Right =>
  namespace === '*' ? right : { ...right, namespace };

async function may({ access }: Asked, right: Right): Promise<Answer> {
  try {
    return (await access.may(right)) ? 'yes' : 'no';
  } catch {
    return 'unknown';
  }
}

async function hasAll(
  rights: Right[],
  area: Area,
  asked: Asked,
): Promise<Answer> {
  for (const right of rights) {
    const answer = await may(asked, inArea(right, area));
    if (answer !== 'yes') return answer;
  }
  return 'yes';
}

/** What the origins have said about a subject's areas, for one viewer. */
export function createAnswers(subject: Subject) {
  const answers = new Map<string, boolean>();
  /** Those that could not be asked in this round, by name. */
  const silent = new Map<string, Origin>();
  let identities = '';
  /** Answers to a question of before `forget` must not outlive it. */
  let round = 0;

  async function ask(area: Area, asked: Asked): Promise<boolean> {
    const key = areaKey(area);
    const known = answers.get(key);
    if (known !== undefined) return known;
    const asking = round;
    const answer = await hasAll(subject.rights(area.what), area, asked);
    if (answer === 'unknown') silent.set(asked.origin.name, asked.origin);
    // What is not known is not remembered, so that it is asked again.
    else if (asking === round) answers.set(key, answer === 'yes');
    return answer === 'yes';
  }

  function forget() {
    round += 1;
    answers.clear();
  }

  return {
    /** Begins a round: somebody who is now somebody else is asked about anew. */
    start(asked: Map<string, Asked>) {
      silent.clear();
      const now = JSON.stringify(
        [...asked].map(([name, { access }]) => [name, access.identity]),
      );
      if (now === identities) return;
      identities = now;
      forget();
    },
    ask,
    async select(areas: Area[], yes: (area: Area) => Promise<boolean>) {
      const selected: Area[] = [];
      for (let at = 0; at < areas.length; at += batch) {
        const some = areas.slice(at, at + batch);
        const said = await Promise.all(some.map(yes));
        selected.push(...some.filter((_, index) => said[index]));
      }
      return selected;
    },
    /** Which of the rights in this area are missing. */
    async lacking(area: Area, asked: Asked | undefined): Promise<Right[]> {
      const lacking: Right[] = [];
      for (const right of subject.rights(area.what)) {
        const answer = asked && (await may(asked, inArea(right, area)));
        if (answer !== 'yes') lacking.push(right);
      }
      return lacking;
    },
    silent: (): Origin[] => [...silent.values()],
    forget,
  };
}
