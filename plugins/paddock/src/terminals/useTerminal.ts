import {
  discoveryApiRef,
  fetchApiRef,
  identityApiRef,
  useApi,
} from '@backstage/core-plugin-api';
import { ResponseError } from '@backstage/errors';
import type { TerminalTicket } from '@paddock/backstage-plugin-paddock-common';
import { useCallback, useEffect, useRef, useState } from 'react';
import {
  type StartedTerminal,
  startTerminal,
  type TerminalState,
  type Ticketed,
} from './startTerminal';

/** Which container a terminal leads into. */
interface TerminalPlace {
  cluster: string;
  namespace: string;
  pod: string;
  container: string;
}

interface Listener {
  pasted(text: string): void;
  left(): void;
}

/** A terminal into a container, drawn into the element that `connect` is given. Ends with its component. */
export function useTerminal(place: TerminalPlace, listener: Listener) {
  const askTicket = useTicket(place);
  const [state, setState] = useState<TerminalState>({ state: 'closed' });
  const current = useRef<StartedTerminal>();
  const latest = useRef(listener);
  latest.current = listener;

  const stop = useCallback(() => {
    current.current?.stop();
    current.current = undefined;
  }, []);
  useEffect(() => stop, [stop]);
  const screen = () => current.current?.screen();

  return {
    state,
    connect(element: HTMLElement) {
      stop();
      current.current = startTerminal({
        element,
        askTicket,
        pasted: text => latest.current.pasted(text),
        left: () => latest.current.left(),
        tell: setState,
      });
    },
    disconnect() {
      stop();
      setState({ state: 'closed' });
    },
    paste: (text: string) => screen()?.paste(text),
    focus: () => screen()?.focus(),
    readOut: (on: boolean) => screen()?.readOut(on),
  };
}

function useTicket({ cluster, namespace, pod, container }: TerminalPlace) {
  const discoveryApi = useApi(discoveryApiRef);
  const fetchApi = useApi(fetchApiRef);
  const identityApi = useApi(identityApiRef);
  return async (): Promise<Ticketed> => {
    const baseUrl = await discoveryApi.getBaseUrl('paddock');
    const at = `/clusters/${encodeURIComponent(
      cluster,
    )}/namespaces/${namespace}/pods/${pod}/terminal`;
    const response = await fetchApi.fetch(`${baseUrl}${at}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ container }),
    });
    if (!response.ok) throw await ResponseError.fromResponse(response);
    const { ticket } = (await response.json()) as TerminalTicket;
    const { token = '' } = await identityApi.getCredentials();
    const about = { ticket, token, cluster, namespace, pod, container };
    return { baseUrl, first: { type: 'open', ...about } };
  };
}
