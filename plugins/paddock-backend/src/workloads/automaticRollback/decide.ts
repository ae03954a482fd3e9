import {
  type AutomaticRollback,
  readRollbacks,
  rollbackAnnotation,
  rollbackOnDeadline,
  rollbacksKept,
  rolledBackAnnotation,
} from '@paddock/backstage-plugin-paddock-common';
import { isPastDeadline } from '../diagnosis/progress';
import { createOwnerOf } from '../commands/gitOps';
import type { Patch } from '../commands/patches';
import { rollBack } from '../commands/rollBack';
import type { LiveWorkload } from '../../kube/objects/workloadObjects';
import { type KeptRevision, revisionNumber } from '../history/read';
import { imagesOf } from '../history/template';

export type Decision =
  | { do: 'leave'; why: string }
  | { do: 'roll-back'; record: AutomaticRollback; patch: Patch };

/** No link is needed: nobody reads this but a log. */
const ownerOf = createOwnerOf(undefined);

const leave = (why: string): Decision => ({ do: 'leave', why });

/**
 * Whether the portal rolls this Deployment back by itself now. What it writes down goes with the change itself, on top of
 * exactly the version that was read: so it happens once, whoever else looks at the same time, and whenever one of them dies.
 *
 * @param kept newest first
 * @param at ISO 8601
 */
export function decide(
  deployment: LiveWorkload,
  kept: KeptRevision[],
  at: string,
): Decision {
  const why = whyNotConcerned(deployment);
  if (why) return leave(why);
  const { annotations = {} } = deployment.metadata;
  const number = revisionNumber(annotations);
  const current = kept.find(({ revision }) => revision === number);
  if (!current) return leave('its current revision is not known yet');
  const before = readRollbacks(annotations[rolledBackAnnotation]);
  if (before.some(({ set }) => set === current.name)) {
    return leave('this revision was rolled back from once already');
  }
  // The controller has given the old template the next number.
  if (before[0] && number === before[0].from + 1) {
    return leave('it was rolled back to this revision by itself');
  }
  const target = choose(kept, current, before);
  if (!target) return leave('there is no earlier revision to go back to');
  return change(deployment, kept, {
    before,
    record: {
      from: current.revision,
      to: target.revision,
      set: current.name,
      at,
      images: { from: namesOf(current), to: namesOf(target) },
    },
  });
}

const namesOf = ({ template }: KeptRevision) =>
  imagesOf(template)
    .slice(0, 5)
    .map(image => image.slice(0, 512));

/** Why nothing is to be done, whatever its revisions are. */
function whyNotConcerned({
  metadata,
  spec,
  status,
}: LiveWorkload): string | undefined {
  const { annotations = {}, generation = 0 } = metadata;
  if (annotations[rollbackAnnotation] !== rollbackOnDeadline) {
    return 'it does not ask for it';
  }
  if (metadata.deletionTimestamp) return 'it is being deleted';
  if (spec.paused) return 'it is paused';
  if (Number(status?.observedGeneration ?? 0) < generation) {
    return 'its controller has yet to see the last change';
  }
  if (!isPastDeadline({ conditions: status?.conditions ?? [] })) {
    return 'its progress deadline has not passed';
  }
  const owner = ownerOf(metadata, { group: 'apps', kind: 'Deployment' });
  return owner && `${owner.tool} keeps it as a repository says`;
}

/** The newest earlier revision that still serves; where none does, the newest one. Never one that was rolled back from. */
function choose(
  kept: KeptRevision[],
  current: KeptRevision,
  before: AutomaticRollback[],
): KeptRevision | undefined {
  const earlier = kept.filter(
    ({ revision, name }) =>
      revision < current.revision && !before.some(({ set }) => set === name),
  );
  return earlier.find(({ ready }) => ready > 0) ?? earlier[0];
}

/** The annotation's name as a segment of a JSON pointer. */
const pointer = rolledBackAnnotation
  .replaceAll('~', '~0')
  .replaceAll('/', '~1');

function change(
  deployment: LiveWorkload,
  kept: KeptRevision[],
  {
    record,
    before,
  }: { record: AutomaticRollback; before: AutomaticRollback[] },
): Decision {
  const undo = rollBack(deployment, kept, record.to);
  const written = [record, ...before].slice(0, rollbacksKept);
  return {
    do: 'roll-back',
    record,
    patch: {
      ...undo,
      body: [
        {
          op: 'test',
          path: '/metadata/resourceVersion',
          value: deployment.metadata.resourceVersion,
        },
        ...(undo.body as object[]),
        {
          op: 'add',
          path: `/metadata/annotations/${pointer}`,
          value: JSON.stringify(written),
        },
      ],
    },
  };
}
