import Button from '@material-ui/core/Button';
import Typography from '@material-ui/core/Typography';
import {
  applyCommand,
  type ConfigChange,
  type ConfigMapDetail,
  type ConfigValue,
} from '@paddock/backstage-plugin-paddock-common';
import { useState } from 'react';
import { ActDialog } from '../parts/dialog/ActDialog';
import { CopyBlock } from '../parts/text/CopyBlock';
import { LineDiff } from '../parts/text/LineDiff';
import { Notice } from '../parts/state/Notice';
import { usePortal } from '../portal/usePortal';
import { changeOf, type Draft, draftOf, mayDraft, rebase } from './draft';
import { DraftEditor } from './DraftEditor';
import { mapPath } from './places';
import { describePods } from './words';

interface EditDialogProps {
  /** As it is now: it may change while somebody types. */
  detail: ConfigMapDetail;
  onClose: () => void;
  /** Called with the version that was changed. */
  onAsked: (of: string) => void;
}

function mayEdit(draft: Draft, { set, remove }: ConfigChange): true | string {
  const may = mayDraft(draft);
  if (may !== true) return may;
  return set.length + remove.length > 0 || 'Nothing is changed yet.';
}

/** Changes a ConfigMap: what is typed, the difference that it makes, and who has to be restarted for it. */
export function EditDialog({ detail, onClose, onAsked }: EditDialogProps) {
  const portal = usePortal();
  const [base, setBase] = useState(detail);
  const [draft, setDraft] = useState(() => draftOf(detail.entries));
  const [isSent, setIsSent] = useState(false);
  const change = changeOf(draft, base.entries);
  // Between the answer and its closing the change that is seen is one's own.
  const isStale = !isSent && detail.resourceVersion !== base.resourceVersion;
  const takeNew = () => {
    setDraft(rebase(draft, base.entries, detail.entries));
    setBase(detail);
  };
  return (
    <ActDialog
      title={`Edit ${detail.name}`}
      confirm="Change"
      may={
        isStale
          ? 'It has changed meanwhile: look at what is there now first.'
          : mayEdit(draft, change)
      }
      wide
      onClose={onClose}
      onConfirm={async () => {
        const { uid, resourceVersion } = base;
        const body = { uid, resourceVersion, ...change };
        setIsSent(true);
        await portal.put(mapPath(base), body).catch(error => {
          setIsSent(false);
          throw error;
        });
        onAsked(resourceVersion);
      }}
    >
      {isStale && (
        <Notice
          tone="warning"
          title="Somebody has changed it since you opened it."
        >
          <Button size="small" variant="outlined" onClick={takeNew}>
            Put my changes on what is there now
          </Button>
        </Notice>
      )}
      <DraftEditor draft={draft} onDraft={setDraft} entries={base.entries} />
      <Changes base={base} change={change} />
      <Typography variant="body2">
        {describePods(detail.pods)} Pods that read it at their start keep what
        they have until they are restarted.
      </Typography>
      <CopyBlock label="kubectl command" text={applyCommand(base, change)} />
    </ActDialog>
  );
}

function textIn(values: readonly ConfigValue[], key: string): string {
  const value = values.find(each => each.key === key);
  if (!value) return '';
  return value.as === 'text' ? value.text : '(bytes of a file)';
}

function Changes(props: { base: ConfigMapDetail; change: ConfigChange }) {
  const { base, change } = props;
  const keys = [...change.set.map(({ key }) => key), ...change.remove];
  if (keys.length === 0) return null;
  return (
    <section aria-label="What changes">
      {keys.map(key => {
        const before = base.entries.find(each => each.key === key);
        return (
          <div key={key}>
            <Typography variant="subtitle2" component="h3">
              {key}
              {!before && ', new'}
              {change.remove.includes(key) && ', removed'}
            </Typography>
            <LineDiff
              label={key}
              before={before ? before.text ?? '(bytes that are no text)' : ''}
              after={textIn(change.set, key)}
            />
          </div>
        );
      })}
    </section>
  );
}
