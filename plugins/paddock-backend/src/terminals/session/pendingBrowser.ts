import type WebSocket from 'ws';
import { createAllowance } from './allowance';
import { closeSocket } from './closeSocket';
import { watchBrowser } from './ending';
import { readControl } from './session';

export interface Size {
  columns: number;
  rows: number;
}

/**
 * Listens to a browser whose terminal is not there yet: whether it goes, and which size it has by then. What is typed
 * meanwhile is lost, as in front of a dark screen.
 */
export function createPendingBrowser(
  browser: WebSocket,
  { size, beatMs }: { size: Size; beatMs: number },
) {
  const left = new AbortController();
  const allowed = createAllowance();
  let latest = size;
  const within = (length: number) => {
    if (allowed(length)) return true;
    closeSocket(browser, 'too-much', 'More was sent than a terminal takes.');
    left.abort();
    return false;
  };
  const onClose = () => left.abort();
  const onPing = (data: Buffer) => within(data.length);
  const onMessage = (data: Buffer, isBinary: boolean) => {
    if (!within(data.length) || isBinary) return;
    const control = readControl(data);
    if (control?.type === 'resize') latest = control;
  };
  browser.on('close', onClose);
  browser.on('ping', onPing);
  browser.on('message', onMessage);
  const stopWatching = watchBrowser(browser, beatMs);
  return {
    signal: left.signal,
    size: () => latest,
    stop() {
      stopWatching();
      browser.off('close', onClose);
      browser.off('ping', onPing);
      browser.off('message', onMessage);
    },
  };
}
