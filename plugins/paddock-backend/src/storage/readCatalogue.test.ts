import { ConfigReader } from '@backstage/config';
import { readStorageCatalogue } from './readCatalogue';

const read = (storage: object | undefined) =>
  readStorageCatalogue(new ConfigReader({ paddock: { storage } } as never));

describe('paddock.storage', () => {
  it('may be left out', () => {
    expect(read(undefined)).toEqual({ classes: {}, provisioners: {} });
  });

  it('is read by name', () => {
    expect(
      read({
        classes: [{ name: 'fast', backup: true }],
        provisioners: [{ name: 'nas.example.com', runsAs: ['nas/server'] }],
      }),
    ).toEqual({
      classes: { fast: { backup: true } },
      provisioners: { 'nas.example.com': { runsAs: ['nas/server'] } },
    });
  });

  it.each([
    [{ classes: [{ name: 'fast', backups: true }] }],
    [{ classes: [{ backup: true }] }],
    [{ provisioners: [{ name: 'x', runsAs: ['no-namespace'] }] }],
    [{ class: [] }],
  ])('is refused at the start when it is %j', storage => {
    expect(() => read(storage)).toThrow(/^paddock\.storage: /);
  });
});
