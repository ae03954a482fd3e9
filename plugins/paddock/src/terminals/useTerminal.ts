import {
  discoveryApiRef,
  identityApiRef,
  useApi,
} from '@backstage/core-plugin-api';
import type {
  ShellTicket,
  TerminalTicket,
} from '@paddock/backstage-plugin-paddock-common';
import { useCallback, useEffect, useRef, useState } from 'react';
import { usePortal } from '../portal/usePortal';
import type { Asking } from './asking';
import {
  type StartedTerminal,
  startTerminal,
  type TerminalState,
  type Ticketed,
} from './startTerminal';

interface Listener {
  pasted(text: string): void;
  left(): void;
}

/** A terminal, drawn into the element that `connect` is given. Ends with its component. */
export function useTerminal(listener: Listener) {
  const askTicket = useAskTicket();
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
    connect(element: HTMLElement, asking: Asking) {
      stop();
      current.current = startTerminal({
        element,
        askTicket: () => askTicket(asking),
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
    stay: () => current.current?.stay(),
    readOut: (on: boolean) => screen()?.readOut(on),
  };
}

function useAskTicket() {
  const discoveryApi = useApi(discoveryApiRef);
  const portal = usePortal();
  const identityApi = useApi(identityApiRef);
  return async (asking: Asking): Promise<Ticketed> => {
    const { cluster, namespace, path, body } = asking;
    const at = `/clusters/${encodeURIComponent(
      cluster,
    )}/namespaces/${namespace}${path}`;
    const response = await portal.send('POST', at, { body });
    const baseUrl = await discoveryApi.getBaseUrl('paddock');
    const { pod = '', container = '' } = asking;
    const { ticket, ...made } = {
      ...{ pod, container },
      ...((await response.json()) as TerminalTicket & Partial<ShellTicket>),
    };
    const { token = '' } = await identityApi.getCredentials();
    const where = {
      cluster,
      namespace,
      pod: made.pod,
      container: made.container,
    };
    return { baseUrl, first: { type: 'open', ticket, token, ...where } };
  };
}
