import Button from '@material-ui/core/Button';
import Typography from '@material-ui/core/Typography';
import type { PodDetail } from '@paddock/backstage-plugin-paddock-common';
import { useState } from 'react';
import { inWords } from '../../portal/PortalError';
import { usePortal } from '../../portal/usePortal';

type Progress =
  | { state: 'idle' }
  | { state: 'busy' }
  | { state: 'failed'; reason: string };

/** The whole log as a file. The sign-in token goes in a header, so it is fetched first and saved then. */
export function DownloadLog(props: { pod: PodDetail; container: string }) {
  const { pod, container } = props;
  const portal = usePortal();
  const [progress, setProgress] = useState<Progress>({ state: 'idle' });

  async function download() {
    setProgress({ state: 'busy' });
    try {
      const path = `/clusters/${encodeURIComponent(pod.cluster)}/namespaces/${
        pod.namespace
      }/pods/${pod.name}/log`;
      const response = await portal.send(
        'GET',
        `${path}?${new URLSearchParams({ container })}`,
      );
      save(await response.blob(), `${pod.name}-${container}.log`);
      setProgress({ state: 'idle' });
    } catch (error) {
      setProgress({ state: 'failed', reason: inWords(error) });
    }
  }

  return (
    <>
      <Button onClick={download} disabled={progress.state === 'busy'}>
        {progress.state === 'busy' ? 'Downloading…' : 'Download the whole log'}
      </Button>
      {progress.state === 'failed' && (
        <Typography role="alert">{progress.reason}</Typography>
      )}
    </>
  );
}

function save(content: Blob, name: string) {
  const address = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  URL.revokeObjectURL(address);
}
