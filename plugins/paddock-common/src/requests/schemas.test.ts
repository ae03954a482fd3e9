import type { z } from 'zod';
import type {
  HandOverLook,
  InsideRequest,
  RemovalLook,
  RequestOptions,
  RequestResource,
  RequestWindow,
  Users,
} from './answers';
import type { Amounts, BudgetLook, Check, Problem, Verdict } from './check';
import type { DryRun, EffectObject, Effects, VaultEffect } from './plan';
import type {
  Proof,
  RequestLine,
  RequestPage,
  SecretVersions,
  TimelineEntry,
} from './page';
import type { RequestList } from './query';
import type { StorageClassFacts } from './spec';
import type * as check from './schemas/check';
import type * as looks from './schemas/looks';
import type * as request from './schemas/request';

type Both<One, Other> = [One] extends [Other]
  ? [Other] extends [One]
    ? true
    : false
  : false;
type Schemas = typeof check & typeof looks & typeof request;
type Says<Name extends keyof Schemas, Written> = Both<
  z.infer<Schemas[Name]>,
  Written
>;

/** Does not compile where a schema and the type that is written by hand differ. */
const same: [
  Says<'effectObjectSchema', EffectObject>,
  Says<'vaultEffectSchema', VaultEffect>,
  Says<'effectsSchema', Effects>,
  Says<'amountsSchema', Amounts>,
  Says<'budgetLookSchema', BudgetLook>,
  Says<'verdictSchema', Verdict>,
  Says<'problemSchema', Problem>,
  Says<'dryRunSchema', DryRun>,
  Says<'checkSchema', Check>,
  Says<'timelineEntrySchema', TimelineEntry>,
  Says<'proofSchema', Proof>,
  Says<'requestLineSchema', RequestLine>,
  Says<'requestPageSchema', RequestPage>,
  Says<'secretVersionsSchema', SecretVersions>,
  Says<'requestListSchema', RequestList>,
  Says<'storageClassFactsSchema', StorageClassFacts>,
  Says<'requestOptionsSchema', RequestOptions>,
  Says<'removalLookSchema', RemovalLook>,
  Says<'usersSchema', Users>,
  Says<'insideRequestSchema', InsideRequest>,
  Says<'handOverLookSchema', HandOverLook>,
  Says<'requestResourceSchema', RequestResource>,
  Says<'requestWindowSchema', RequestWindow>,
] = [
  true,
  true,
  true,
  true,
  true,
  true,
  true,
  true,
  true,
  true,
  true,
  true,
  true,
  true,
  true,
  true,
  true,
  true,
  true,
  true,
  true,
  true,
  true,
];

it('has a schema for each type that is answered', () => {
  expect(same).not.toContain(false);
});
