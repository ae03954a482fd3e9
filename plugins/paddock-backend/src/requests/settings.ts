import { readFileSync } from 'node:fs';
import type { Config } from '@backstage/config';
import type { Amounts, Rules } from '@paddock/backstage-plugin-paddock-common';
import { parseSection } from './settings/parseSection';
import { type PlanVault, readVault } from './settings/readVault';
import { type Baseline, requestsSchema } from './settings/schema';

/** `paddock.requests` and `paddock.vault`, as read at the start. */
export interface RequestSettings {
  /** Catalog refs of groups; their members may decide about everything. */
  administrators: string[];
  /** What the namespaces of a team may take together. */
  budgetOf(team: string): Amounts;
  rules: Rules;
  /** What a single request can ask for at most. */
  limits: Amounts;
  /** Names of namespaces that cannot be asked for; a trailing `*` stands for any end. */
  reservedNames: string[];
  /** What happens to what was changed or deleted by somebody else. */
  drift: 'mend' | 'report';
  /** How often what is live is looked at again. */
  driftSeconds: number;
  /** After how many days a request that nobody decides expires. */
  waitingDays: number;
  /** How many days before it expires people are told. */
  warningDays: number;
  baseline: Baseline;
  /** Undefined where no Vault is set up: secrets then cannot be asked for. */
  vault?: PlanVault;
}

const gibibyte = 2 ** 30;
const tebibyte = 2 ** 40;

const usualBudget: Amounts = {
  cpuMilli: 16_000,
  memoryBytes: 64 * gibibyte,
  storageBytes: 500 * gibibyte,
  pods: 200,
};
const usuallyAutomatic: Amounts = {
  cpuMilli: 4_000,
  memoryBytes: 8 * gibibyte,
  storageBytes: 50 * gibibyte,
  pods: 40,
};
/** Hardly any cluster has more, and sums of them are still exact numbers. */
const utmost: Amounts = {
  cpuMilli: 1_000_000,
  memoryBytes: 16 * tebibyte,
  storageBytes: 100 * tebibyte,
  pods: 5_000,
};

/**
 * Every key of `paddock.requests` has a default, and the section can be left out. Certificates are read here and now,
 * since they are a part of what is approved.
 *
 * @param read - reads a file as text
 * @throws Error that names the key, for a value that cannot be meant
 */
export function readRequestSettings(
  config: Config,
  read = (file: string) => readFileSync(file, 'utf8'),
): RequestSettings {
  const { budgets, automatic, leads, limits, ...rest } = parseSection(
    config,
    'paddock.requests',
    requestsSchema,
  );
  const { classesByAdministrators, ...plain } = rest;
  const administrators =
    config.getOptionalStringArray('paddock.administrators') ?? [];
  const { volume, days, environments, namespace } = automatic;
  return {
    ...plain,
    administrators,
    budgetOf: budgetsFrom(budgets),
    rules: {
      automatic: {
        environments,
        namespace: { ...usuallyAutomatic, ...namespace },
        volumeBytes: volume,
        ...(days !== undefined && { days }),
      },
      classesByAdministrators,
      leads,
      administrators,
    },
    limits: { ...utmost, ...limits },
    ...(config.has('paddock.vault') && { vault: readVault(config, read) }),
  };
}

function budgetsFrom(budgets: {
  default: Partial<Amounts>;
  teams: Array<{ team: string; budget: Partial<Amounts> }>;
}): RequestSettings['budgetOf'] {
  const usual = { ...usualBudget, ...budgets.default };
  const own = new Map(
    budgets.teams.map(({ team, budget }) => [
      team.toLowerCase(),
      { ...usual, ...budget },
    ]),
  );
  return team => own.get(team.toLowerCase()) ?? usual;
}
