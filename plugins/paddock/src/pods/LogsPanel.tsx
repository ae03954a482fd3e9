import MenuItem from '@material-ui/core/MenuItem';
import TextField from '@material-ui/core/TextField';
import type { PodDetail } from '@paddock/backstage-plugin-paddock-common';
import { useMemo, useState } from 'react';
import { DownloadLog } from './logs/DownloadLog';
import { LogView } from './logs/LogView';

const all = '*';

/** The logs of a pod: of one container, or of all of them as one. */
export function LogsPanel({ pod }: { pod: PodDetail }) {
  const main = pod.containers.find(each => each.kind === 'main');
  const [chosen, setChosen] = useState(main?.name ?? all);
  const names = pod.containers.map(each => each.name).join(',');
  const sources = useMemo(
    () =>
      names
        .split(',')
        .filter(name => chosen === all || name === chosen)
        .map(container => ({ pod: pod.name, container })),
    [pod.name, names, chosen],
  );
  return (
    <>
      <TextField
        id="log-container"
        select
        size="small"
        label="Container"
        value={chosen}
        onChange={event => setChosen(event.target.value)}
      >
        {pod.containers.map(({ name, kind }) => (
          <MenuItem key={name} value={name}>
            {name}
            {kind !== 'main' && ` (${kind})`}
          </MenuItem>
        ))}
        <MenuItem value={all}>All containers</MenuItem>
      </TextField>
      {chosen !== all && <DownloadLog pod={pod} container={chosen} />}
      <LogView
        cluster={pod.cluster}
        namespace={pod.namespace}
        sources={sources}
      />
    </>
  );
}
