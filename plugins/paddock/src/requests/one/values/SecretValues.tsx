import type {
  RequestPage,
  SecretVersions,
} from '@paddock/backstage-plugin-paddock-common';
import { CopyBlock } from '../../../parts/text/CopyBlock';
import { Disclosure } from '../../../parts/Disclosure';
import { useGet } from '../../../portal/useLoaded';
import { requestPath } from '../../client';
import { useClient } from '../../useClient';
import { Panel } from '../Panel';
import type { useAct } from '../acts/useAct';
import { ValuesDialog } from './ValuesDialog';
import { VersionsPanel } from './VersionsPanel';

interface SecretValuesProps {
  page: RequestPage;
  acting: ReturnType<typeof useAct>;
  writing: boolean;
  onClose: () => void;
}

/** The keys of what is in force: what Vault holds now, and not what is asked for. */
function keysOf({ spec, liveSpec = spec }: RequestPage): string[] {
  return liveSpec.kind === 'secret' ? liveSpec.keys : [];
}

/** How old the values of a secret are, and the dialog that writes new ones. */
export function SecretValues(props: SecretValuesProps) {
  const { page, acting, writing, onClose } = props;
  const client = useClient();
  const written = page.timeline.filter(({ kind }) => kind === 'value-written');
  const { loaded, again } = useGet<SecretVersions>(
    requestPath(page.id, '/versions'),
    { seen: `${written.length}` },
  );
  return (
    <Panel title="Values">
      <VersionsPanel loaded={loaded} onAgain={again} />
      {page.snippet && (
        <Disclosure title="How a workload gets them">
          <CopyBlock label="part of a manifest" text={page.snippet} />
        </Disclosure>
      )}
      {writing && (
        <ValuesDialog
          page={page}
          keys={keysOf(page)}
          current={loaded.state === 'ready' ? loaded.value.current : undefined}
          onConfirm={body =>
            acting.run('the values to be written', () =>
              client.writeValue(page.id, body),
            )
          }
          onClose={onClose}
        />
      )}
    </Panel>
  );
}
