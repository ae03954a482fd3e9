import { fitOf, rankProfiles } from './fit';
import type { StorageCatalogue } from './model';
import type { StorageNeed } from './need';
import { profileOf, type StorageClassObject } from './profile';
import { classFactsOf } from './rules';

const nothingTold: StorageCatalogue = { classes: {}, provisioners: {} };
const runs = {
  state: 'runs',
  because: 'it is registered on 3 nodes.',
} as const;

const ordinary: StorageNeed = {
  writers: 'one',
  size: '20Gi',
  speed: 'ordinary',
  survivesNodeLoss: false,
  backup: false,
};

function aClass(
  provisioner: string,
  changes: Partial<StorageClassObject> = {},
  catalogue = nothingTold,
  standing: Parameters<typeof profileOf>[1] = { runs },
) {
  const object: StorageClassObject = {
    name: 'standard',
    provisioner,
    isDefault: false,
    allowsExpansion: true,
    waitsForPod: true,
    retains: false,
    parameters: {},
    ...changes,
  };
  return profileOf(object, standing, catalogue);
}

const says = (
  provisioner: string,
  need: Partial<StorageNeed>,
  parameters: Record<string, string> = {},
) => {
  const { fit, reasons } = fitOf(aClass(provisioner, { parameters }), {
    ...ordinary,
    ...need,
  });
  const first = reasons.find(each => each.says !== 'yes') ?? reasons[0];
  return [fit, first?.text, first?.from];
};

const survive = { survivesNodeLoss: true };
const many = { writers: 'many' } as const;
const fast = { speed: 'fast' } as const;
const backup = { backup: true };

describe('what a class is good for', () => {
  it.each<
    [
      string,
      Partial<StorageNeed>,
      Record<string, string>,
      string,
      RegExp,
      string,
    ]
  >([
    [
      'rancher.io/local-path',
      survive,
      {},
      'does-not-fit',
      /lost with the node/,
      'catalogue',
    ],
    [
      'rancher.io/local-path',
      many,
      {},
      'does-not-fit',
      /one node at a time/,
      'catalogue',
    ],
    [
      'rancher.io/local-path',
      fast,
      {},
      'fits',
      /only run on the node that holds/,
      'catalogue',
    ],
    [
      'rancher.io/local-path',
      backup,
      {},
      'does-not-fit',
      /made by the application/,
      'catalogue',
    ],
    [
      'nfs.csi.k8s.io',
      many,
      {},
      'fits',
      /Single point of failure.*motherboard/,
      'catalogue',
    ],
    [
      'nfs.csi.k8s.io',
      survive,
      {},
      'fits',
      /Single point of failure/,
      'catalogue',
    ],
    ['nfs.csi.k8s.io', fast, {}, 'does-not-fit', /ordinary speed/, 'catalogue'],
    [
      'nfs.csi.k8s.io',
      backup,
      {},
      'may-fit',
      /Snapshots are no backup/,
      'catalogue',
    ],
    [
      'rook-ceph.rbd.csi.ceph.com',
      many,
      {},
      'does-not-fit',
      /one node at a time/,
      'catalogue',
    ],
    [
      'rook-ceph.cephfs.csi.ceph.com',
      many,
      {},
      'fits',
      /when the claim is deleted/,
      'cluster',
    ],
    [
      'driver.longhorn.io',
      many,
      {},
      'fits',
      /when the claim is deleted/,
      'cluster',
    ],
    [
      'driver.longhorn.io',
      survive,
      {},
      'fits',
      /when the claim is deleted/,
      'cluster',
    ],
    [
      'driver.longhorn.io',
      survive,
      { numberOfReplicas: '1' },
      'does-not-fit',
      /lost with the node/,
      'cluster',
    ],
    [
      'io.openebs.csi-mayastor',
      survive,
      {},
      'does-not-fit',
      /lost with the node/,
      'catalogue',
    ],
    [
      'io.openebs.csi-mayastor',
      survive,
      { repl: '3' },
      'fits',
      /when the claim is deleted/,
      'cluster',
    ],
    [
      'openebs.io/local',
      survive,
      {},
      'does-not-fit',
      /lost with the node/,
      'catalogue',
    ],
    [
      'local.csi.openebs.io',
      {},
      {},
      'fits',
      /only run on the node that holds/,
      'catalogue',
    ],
    [
      'ebs.csi.aws.com',
      many,
      {},
      'does-not-fit',
      /one node at a time/,
      'catalogue',
    ],
    [
      'storage.example.com',
      survive,
      {},
      'may-fit',
      /is not known/,
      'catalogue',
    ],
  ])(
    '%s, for %j with %j: %s',
    (name, need, parameters, ...[fit, text, from]) => {
      expect(says(name, need, parameters)).toEqual([
        fit,
        expect.stringMatching(text),
        from,
      ]);
    },
  );

  it('does not take a name for another one that it ends with', () => {
    expect(aClass('evilrbd.csi.ceph.com').title).toBeUndefined();
    expect(aClass('constructor').title).toBeUndefined();
  });

  it('tells the trade-offs of Longhorn: the share manager, its rebuilds and its budgets', () => {
    const { reasons } = fitOf(aClass('driver.longhorn.io'), ordinary);
    const text = reasons.map(each => each.text).join('\n');
    expect(text).toMatch(/share manager/);
    expect(text).toMatch(/replicas built again/);
    expect(text).toMatch(/last healthy replica/);
  });

  it.each([
    ['not-running', 'does-not-fit'],
    ['unknown', 'may-fit'],
    ['runs', 'fits'],
  ] as const)('whose provisioner is %s: %s', (state, fit) => {
    const standing = { runs: { state, because: 'so it is.' } };
    const profile = aClass('ebs.csi.aws.com', {}, nothingTold, standing);
    expect(fitOf(profile, ordinary).fit).toBe(fit);
    expect(classFactsOf(profile).provisionerRuns).toBe(state !== 'not-running');
  });
});

describe('what the configuration says', () => {
  const catalogue: StorageCatalogue = {
    classes: {
      standard: { backup: true, maxSize: '100Gi', notes: ['Ask Emil.'] },
    },
    provisioners: {
      'nfs.csi.k8s.io': { backup: false, speed: 'fast', title: 'The new NAS' },
    },
  };
  const profile = aClass('nfs.csi.k8s.io', {}, catalogue);

  it('goes before what is commonly known, and of a class before its provisioner', () => {
    expect(profile.title).toBe('The new NAS');
    expect(profile.facts.backup).toEqual({
      value: true,
      from: 'configuration',
    });
    expect(profile.facts.speed).toEqual({
      value: 'fast',
      from: 'configuration',
    });
    expect(profile.facts.survivesNodeLoss?.from).toBe('catalogue');
    expect(profile.notes).toContainEqual({
      value: 'Ask Emil.',
      from: 'configuration',
    });
  });

  it('bounds the size', () => {
    const fitFor = (size: string) => fitOf(profile, { ...ordinary, size }).fit;
    expect(fitFor('100Gi')).toBe('fits');
    expect(fitFor('101Gi')).toBe('does-not-fit');
  });

  it('cannot make a class grow that does not let its claims', () => {
    const grows: StorageCatalogue = {
      classes: { standard: { expansion: 'yes' } },
      provisioners: {},
    };
    const fixed = aClass('nfs.csi.k8s.io', { allowsExpansion: false }, grows);
    expect(fixed.facts.expansion).toEqual({ value: 'no', from: 'cluster' });
    const free = aClass('nfs.csi.k8s.io', {}, nothingTold);
    expect(free.facts.expansion).toEqual({
      value: 'nominal',
      from: 'catalogue',
    });
  });
});

describe('the order of classes', () => {
  const names = (need: Partial<StorageNeed>) =>
    rankProfiles(
      [
        aClass('rancher.io/local-path', { name: 'local', isDefault: true }),
        aClass('nfs.csi.k8s.io', { name: 'nas' }),
        aClass('driver.longhorn.io', { name: 'longhorn' }),
        aClass('rook-ceph.rbd.csi.ceph.com', { name: 'rbd' }),
      ],
      { ...ordinary, ...need },
    ).map(({ profile: { name }, fit }) => `${name}: ${fit.fit}`);

  it('puts what fits with the fewest cautions first', () => {
    expect(names({})[0]).toBe('rbd: fits');
    expect(names(many)).toEqual([
      'longhorn: fits',
      'nas: fits',
      'rbd: does-not-fit',
      'local: does-not-fit',
    ]);
    expect(names(survive).slice(-1)).toEqual(['local: does-not-fit']);
    expect(names(fast)).toEqual([
      'local: fits',
      'rbd: may-fit',
      'longhorn: may-fit',
      'nas: does-not-fit',
    ]);
  });

  it('asks for the access mode that the writers need', () => {
    const nas = aClass('nfs.csi.k8s.io');
    expect(fitOf(nas, ordinary).accessMode).toBe('ReadWriteOnce');
    expect(fitOf(nas, { ...ordinary, ...many }).accessMode).toBe(
      'ReadWriteMany',
    );
  });
});

describe('the facts that requests are judged by', () => {
  it('leave out what nobody knows, and offer every mode where nobody says', () => {
    expect(classFactsOf(aClass('storage.example.com'))).toEqual({
      name: 'standard',
      accessModes: [
        'ReadWriteOnce',
        'ReadWriteOncePod',
        'ReadWriteMany',
        'ReadOnlyMany',
      ],
      allowExpansion: true,
      provisionerRuns: true,
    });
  });
});
