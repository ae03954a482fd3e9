import { pathsToTry } from './verifyLogin';

const at = (path: string) =>
  pathsToTry('pay', [{ type: 'path', mount: 'secret', path, owner: {} }]);

describe('the paths that a login is asked about', () => {
  it('are its own, and those of everybody around it', () => {
    const { own, foreign } = at('paddock/prod/pay/apps/db');
    expect(own).toEqual([
      'secret/data/paddock/prod/pay/apps/db',
      'secret/metadata/paddock/prod/pay/apps/db',
    ]);
    expect(foreign.filter(path => path.startsWith('secret/data'))).toEqual([
      'secret/data/paddock/prod/pay/apps/db-other',
      'secret/data/paddock/prod/pay/apps',
      'secret/data/paddock/prod/pay-other/apps/db',
      'secret/data/paddock/prod/kube-system/apps/db',
      'secret/data/paddock/prod-other/pay/apps/db',
    ]);
  });

  it('are found where secret and namespace have one name', () => {
    expect(at('paddock/prod/pay/apps/pay').foreign).toContain(
      'secret/data/paddock/prod/pay-other/apps/pay',
    );
  });
});
