import { createReads } from './reads';

/** A read that ends when it is told to, and says when it began. */
function createLoads() {
  const begun: string[] = [];
  const ends = new Map<string, () => void>();
  return {
    begun,
    load: (name: string) => async () => {
      begun.push(name);
      await new Promise<void>(resolve => {
        ends.set(name, resolve);
      });
      return name;
    },
    end: (name: string) => ends.get(name)?.(),
  };
}

const settle = () => new Promise(setImmediate);

describe('what views read', () => {
  it('is read person by person, however much one of them waits for', async () => {
    const reads = createReads({ lanes: 1, share: 1 });
    const { begun, load, end } = createLoads();
    const all = ['a1', 'a2', 'a3', 'a4'].map(name =>
      reads.read('ann', load(name)),
    );
    all.push(reads.read('ben', load('b1')), reads.read('lea', load('l1')));
    for (const name of ['a1', 'a2', 'b1', 'l1', 'a3', 'a4']) {
      while (begun.at(-1) !== name) await settle();
      end(name);
    }
    expect(await Promise.all(all)).toHaveLength(6);
    expect(begun).toEqual(['a1', 'a2', 'b1', 'l1', 'a3', 'a4']);
  });

  it('is read in two lanes, and no more', async () => {
    const reads = createReads({ share: 1 });
    const { begun, load, end } = createLoads();
    const all = ['1', '2', '3'].map(name => reads.read('ann', load(name)));
    await settle();
    expect(begun).toEqual(['1', '2']);
    end('2');
    while (begun.length < 3) await settle();
    end('1');
    end('3');
    expect(await Promise.all(all)).toEqual(['1', '2', '3']);
  });

  it('leaves the database time for everything else', async () => {
    jest.useFakeTimers({ doNotFake: ['setImmediate'] });
    const reads = createReads({ lanes: 1, share: 0.25 });
    const begun: number[] = [];
    const start = performance.now();
    const load = async () => {
      begun.push(performance.now() - start);
      await new Promise(resolve => {
        setTimeout(resolve, 20);
      });
    };
    const all = [reads.read('ann', load), reads.read('ann', load)];
    await jest.advanceTimersByTimeAsync(200);
    await Promise.all(all);
    expect(begun).toEqual([0, 80]);
    jest.useRealTimers();
  });

  it('goes on after one that fails, and tells of it', async () => {
    const reads = createReads({ lanes: 1, share: 1 });
    const failing = reads.read('ann', () => Promise.reject(new Error('no')));
    const after = reads.read('ann', async () => 1);
    await expect(failing).rejects.toThrow('no');
    expect(await after).toBe(1);
  });

  it('does not let one person pile up more than so many', async () => {
    const reads = createReads({ lanes: 1, mostWaiting: 2 });
    const { load } = createLoads();
    const waits = ['1', '2', '3'].map(name => reads.read('ann', load(name)));
    waits.forEach(each => void each.catch(() => {}));
    await expect(reads.read('ann', load('4'))).rejects.toThrow('Too many');
    void reads.read('ben', load('5'));
  });
});
