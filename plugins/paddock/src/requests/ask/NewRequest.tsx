import { identityApiRef, useApi } from '@backstage/core-plugin-api';
import Button from '@material-ui/core/Button';
import type {
  RequestKind,
  RequestOptions,
} from '@paddock/backstage-plugin-paddock-common';
import { useMemo } from 'react';
import { useNavigate, useSearchParams } from '../../portal/place';
import { useLoaded } from '../../portal/useLoaded';
import { usePortal } from '../../portal/usePortal';
import type { Prefill } from '../paths';
import { useClient } from '../useClient';
import { usePaths } from '../usePaths';
import { blankSpec } from './blankSpec';
import { FormFrame } from './FormFrame';
import { RequestForm } from './RequestForm';
import { useKeptForm } from './useKeptForm';

function readPrefill(search: URLSearchParams): Prefill {
  const names = [
    'component',
    'cluster',
    'namespace',
    'team',
    'fromSnapshot',
  ] as const;
  return Object.fromEntries(
    names.flatMap(name => {
      const value = search.get(name)?.slice(0, 253);
      return value ? [[name, value]] : [];
    }),
  );
}

/** What can be chosen from, and who asks. */
type Ground = RequestOptions & { person: string };

function useGround() {
  const portal = usePortal();
  const identity = useApi(identityApiRef);
  return useLoaded('new request', async (signal): Promise<Ground> => {
    const [options, { userEntityRef: person }] = await Promise.all([
      portal.get<RequestOptions>('/requests/options', signal),
      identity.getBackstageIdentity(),
    ]);
    return { ...options, person };
  });
}

function Form({ kind, ground }: { kind: RequestKind; ground: Ground }) {
  const { person } = ground;
  const client = useClient();
  const paths = usePaths();
  const navigate = useNavigate();
  const [search] = useSearchParams();
  const query = search.toString();
  const blank = useMemo(
    () => blankSpec(kind, ground, readPrefill(new URLSearchParams(query))),
    [kind, ground, query],
  );
  const place = `paddock request ${person} ${kind} ${query}`;
  const { spec, key, setSpec, reset, forget } = useKeptForm(place, blank);

  const send = async (draft: boolean) => {
    // A draft that is sent later on the same form is something else than the draft.
    const { id } = await client.create(
      { spec, draft },
      `${key}${draft ? '-draft' : ''}`,
    );
    forget();
    navigate(paths.one(id), { replace: true });
  };
  return (
    <RequestForm
      spec={spec}
      onChange={setSpec}
      options={ground}
      send="Send the request"
      onSend={() => send(false)}
      others={(run, busy) => (
        <>
          <Button disabled={busy} onClick={() => run(() => send(true))}>
            Keep as a draft
          </Button>
          <Button disabled={busy} onClick={reset}>
            Start over
          </Button>
        </>
      )}
    />
  );
}

/** The form for something new. */
export function NewRequest({ kind }: { kind: RequestKind }) {
  const { loaded, again } = useGround();
  const [search] = useSearchParams();
  return (
    <FormFrame title={`Ask for a ${kind}`} loaded={loaded} onAgain={again}>
      {ground => <Form key={`${kind} ${search}`} kind={kind} ground={ground} />}
    </FormFrame>
  );
}
