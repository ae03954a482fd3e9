import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { quantile, rounded, type Bench, type Measured } from './bench.ts';
import { bigCluster } from './bigCluster.ts';
import { fetchPeer, peerVersion } from './peer.ts';
import { contenders, type SyncAnswer, type SyncTask } from './syncTask.ts';

const rounds = 5;

async function measure(task: SyncTask): Promise<SyncAnswer> {
  const child = spawn(
    process.execPath,
    [
      '--expose-gc',
      join(import.meta.dirname, 'syncChild.ts'),
      JSON.stringify(task),
    ],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const lines = (await text(child.stdout)).trim().split('\n');
  return JSON.parse(lines.at(-1) ?? '') as SyncAnswer;
}

const mega = (bytes: number) => rounded(bytes / 1e6);

const row = (
  round: number,
  contender: string,
  { pods, ...answer }: SyncAnswer,
): Measured => ({
  round,
  contender,
  pods,
  emptyRssMB: mega(answer.emptyRss),
  rssMB: mega(answer.rss),
  heapMB: mega(answer.heap),
  peakRssMB: mega(answer.peakRss),
  syncedMs: rounded(answer.syncedMs),
  longestPauseMs: rounded(answer.longestPauseMs),
});

/** How many times more the peer needs, round by round: median, least and most. */
function ratios(measured: readonly Measured[]): Measured[] {
  const of = (contender: string, what: string) =>
    measured
      .filter(each => each.contender === contender)
      .map(each => Number(each[what]));
  return ['rssMB', 'heapMB', 'peakRssMB', 'syncedMs', 'longestPauseMs'].map(
    what => {
      const ours = of('paddock', what);
      const theirs = of('client-node', what);
      const each = theirs.map((value, at) => value / (ours[at] ?? NaN));
      return {
        what,
        paddock: rounded(quantile(ours, 0.5)),
        'client-node': rounded(quantile(theirs, 0.5)),
        ratio: rounded(quantile(each, 0.5)),
        least: rounded(Math.min(...each)),
        most: rounded(Math.max(...each)),
      };
    },
  );
}

/** A fresh process that comes to hold all pods of a large cluster: its memory, its time, its longest pause. */
export const sync: Bench = async say => {
  const peer = await fetchPeer();
  say(`peer: @kubernetes/client-node ${peerVersion}, makeInformer on pods`);
  const { cluster } = await bigCluster(say);
  const common = {
    server: cluster.server,
    token: await cluster.portalToken(),
    authority: await readFile(cluster.pki.authority('cluster'), 'base64'),
    peer,
  };
  const measured: Measured[] = [];
  for (let round = 1; round <= rounds; round += 1) {
    const order = round % 2 ? contenders : [...contenders].reverse();
    for (const contender of order) {
      const answer = await measure({ contender, ...common });
      measured.push(row(round, contender, answer));
      say(JSON.stringify(measured.at(-1)));
    }
  }
  return [...measured, ...ratios(measured)];
};
