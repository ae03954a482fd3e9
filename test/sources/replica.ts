// What a replica of the store is made of.
export { openDatabase } from '../../plugins/paddock-backend/src/database/openDatabase';
export { createTrail } from '../../plugins/paddock-backend/src/audit/createTrail';
export { recorded } from '../../plugins/paddock-backend/src/audit/recorded';
export { createRequestStore } from '../../plugins/paddock-backend/src/requests/store/store';
export { createFakeAuditor } from '../../plugins/paddock-backend/testing/fakeAuditor';
export { createSilentLogger } from '../../plugins/paddock-backend/testing/silentLogger';
export { submitted } from '../../plugins/paddock-backend/testing/requestStores';
