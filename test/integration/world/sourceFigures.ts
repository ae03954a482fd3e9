// What the sources of figures say, read without any of the portal's own code.

export interface PodUsage {
  metadata: { name: string; namespace: string };
  containers: Array<{ name: string; usage: { cpu: string; memory: string } }>;
}

interface Load {
  cpu: { usageNanoCores: number };
  memory: { workingSetBytes: number };
}

interface Network {
  time: string;
  rxBytes: number;
  txBytes: number;
}

export interface KubeletSummary {
  node: Load & { network: Network };
  pods: Array<
    Load & {
      podRef: { name: string; namespace: string };
      network?: Network;
      containers: Array<Load & { name: string }>;
    }
  >;
}

/** mCPU of what metrics-server writes. */
export function milliCpu(text = ''): number {
  const factors: Record<string, number> = { n: 1e-6, u: 1e-3, m: 1, '': 1e3 };
  return parseFloat(text) * (factors[text.replace(/[\d.]/g, '')] ?? NaN);
}

/** Bytes of what metrics-server and nodes write. */
export function bytes(text = ''): number {
  const factors: Record<string, number> = {
    '': 1,
    Ki: 2 ** 10,
    Mi: 2 ** 20,
    Gi: 2 ** 30,
  };
  return parseFloat(text) * (factors[text.replace(/[\d.]/g, '')] ?? NaN);
}

export interface CadvisorLine {
  name: string;
  labels: Record<string, string>;
  value: number;
  at: number;
}

/** The lines that have a time of their own. */
export function cadvisorLines(text: string): CadvisorLine[] {
  return text.split('\n').flatMap(line => {
    const [, name = '', labels = '', value, at] =
      /^(\w+)\{(.*)\} (\S+) (\d+)$/.exec(line) ?? [];
    if (!name) return [];
    const pairs = [...labels.matchAll(/(\w+)="([^"]*)"/g)];
    return [
      {
        name,
        labels: Object.fromEntries(pairs.map(([, key, own]) => [key, own])),
        value: Number(value),
        at: Number(at),
      },
    ];
  });
}

const SECTOR = 512;

/** What the kubelet has counted so far, and how fast each of it grew between the last two counts. */
export function createCounts() {
  const points = new Map<
    string,
    Map<string, Array<[at: number, value: number]>>
  >();

  function note(key: string, part: string, [at, value]: [number, number]) {
    const parts = points.get(key) ?? new Map();
    const own = parts.get(part) ?? [];
    if (own.at(-1)?.[0] !== at) own.push([at, value]);
    points.set(key, parts.set(part, own));
  }

  function noteNetwork(whose: string, network: Network | undefined) {
    if (!network) return;
    const at = Date.parse(network.time);
    note(`${whose} networkIn`, '', [at, network.rxBytes]);
    note(`${whose} networkOut`, '', [at, network.txBytes]);
  }

  function noteDisks(lines: CadvisorLine[]) {
    const isBytes = lines.some(
      ({ name, labels }) =>
        name === 'container_fs_reads_bytes_total' && labels.id === '/',
    );
    for (const { name, labels, value, at } of lines) {
      const [, unit, way] =
        /^container_fs_(?:(sector)_)?(reads|writes)(?:_bytes)?_total$/.exec(
          name,
        ) ?? [];
      const isWanted = isBytes
        ? name.endsWith('_bytes_total')
        : unit === 'sector';
      if (!way || !isWanted) continue;
      const metric = way === 'reads' ? 'diskRead' : 'diskWrite';
      const amount = isBytes ? value : value * SECTOR;
      if (labels.id === '/') {
        note(`node ${metric}`, labels.device ?? '', [at, amount]);
      } else if (labels.container && labels.pod?.startsWith('kube-dns-')) {
        note(`dns ${metric}`, labels.device ?? '', [at, amount]);
      }
    }
  }

  return {
    take(summary: KubeletSummary, lines: CadvisorLine[]) {
      noteNetwork('node', summary.node.network);
      noteNetwork(
        'dns',
        summary.pods.find(each => each.podRef.name.startsWith('kube-dns-'))
          ?.network,
      );
      noteDisks(lines);
    },
    /** `node diskRead`: a second, all devices together; undefined before the second count. */
    rate(key: string): number | undefined {
      let sum: number | undefined;
      for (const own of points.get(key)?.values() ?? []) {
        const [one, other] = own.slice(-2);
        if (!one || !other) continue;
        const rate = ((other[1] - one[1]) * 1000) / (other[0] - one[0]);
        sum = (sum ?? 0) + rate;
      }
      return sum;
    },
  };
}
