import MenuItem from '@material-ui/core/MenuItem';
import TextField from '@material-ui/core/TextField';
import Typography from '@material-ui/core/Typography';
import type { PodDetail } from '@paddock/backstage-plugin-paddock-common';
import { useState } from 'react';
import { CopyBlock } from '../parts/text/CopyBlock';
import { Disclosure } from '../parts/Disclosure';
import { Notice } from '../parts/state/Notice';
import { inContainer } from './asking';
import { DebugPanel } from './DebugPanel';
import { TerminalScreen } from './TerminalScreen';
import { mayOf, useRights } from './useRights';

/** A shell in one of the pod's containers, or in a container that is put beside them. */
export function TerminalPanel({ pod }: { pod: PodDetail }) {
  const running = pod.containers.filter(each => each.state.is === 'running');
  const main = running.find(each => each.kind === 'main') ?? running[0];
  const [chosen, setChosen] = useState<string>();
  const container = chosen ?? main?.name;
  const rights = useRights(pod.cluster, pod.namespace, pod.name);
  const names = new Set([container, ...running.map(each => each.name)]);
  return (
    <>
      {container ? (
        <ContainerTerminal
          key={container}
          pod={pod}
          container={container}
          names={[...names].flatMap(each => each ?? [])}
          may={mayOf(rights, 'exec')}
          onChoose={setChosen}
        />
      ) : (
        <Notice title="No container of this pod is running.">
          <Typography>A terminal can be opened once one is.</Typography>
        </Notice>
      )}
      <Disclosure title="Debug container">
        <DebugPanel pod={pod} may={mayOf(rights, 'debug')} />
      </Disclosure>
    </>
  );
}

interface ContainerTerminalProps {
  pod: PodDetail;
  container: string;
  names: string[];
  may: true | string;
  onChoose: (container: string) => void;
}

function ContainerTerminal(props: ContainerTerminalProps) {
  const { container, names, may, onChoose } = props;
  const { cluster, namespace, name } = props.pod;
  return (
    <>
      <TerminalScreen
        label={`Terminal in ${container} of ${name}`}
        asking={
          may === true
            ? inContainer({ cluster, namespace, pod: name }, container)
            : { why: may }
        }
        // From here on this container is meant, whichever is the first to run.
        onOpen={() => onChoose(container)}
        choice={isOn => (
          <TextField
            id="terminal-container"
            select
            size="small"
            label="Container"
            value={container}
            disabled={isOn}
            onChange={event => onChoose(event.target.value)}
          >
            {names.map(each => (
              <MenuItem key={each} value={each}>
                {each}
              </MenuItem>
            ))}
          </TextField>
        )}
      />
      <CopyBlock
        label="command for your own terminal"
        text={`kubectl -n ${namespace} exec -it ${name} -c ${container} -- sh`}
      />
    </>
  );
}
