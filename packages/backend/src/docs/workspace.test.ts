import { mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createMockDirectory } from '@backstage/backend-test-utils';
import { copyWorkspace } from './workspace';

const folder = createMockDirectory();
const from = () => folder.resolve('repository');
const to = () => folder.resolve('copy');

beforeEach(async () => {
  folder.setContent({
    'canary.md': 'outside',
    'repository-else': { 'canary.md': 'outside' },
    repository: {
      'README.md': 'about',
      docs: { 'index.md': 'hello' },
      '.git': { config: 'a password' },
    },
  });
});

describe('the copy of a repository that docs are rendered from', () => {
  it('has its files, and files in the place of links to them', async () => {
    await symlink('../README.md', join(from(), 'docs/about.md'));
    await symlink('docs', join(from(), 'documentation'));
    await symlink('nowhere', join(from(), 'docs/gone.md'));
    await copyWorkspace(from(), to());
    const names = await readdir(to(), { recursive: true });
    expect(names.sort()).toEqual([
      'README.md',
      'docs',
      'docs/about.md',
      'docs/index.md',
    ]);
    expect(await readFile(join(to(), 'docs/about.md'), 'utf8')).toBe('about');
  });

  it.each([
    ['a file', '../../canary.md'],
    ['a folder', '../../repository-else'],
    ['the disk', '/etc'],
  ])('is not made where a link leads to %s outside', async (_, target) => {
    await symlink(target, join(from(), 'docs/link'));
    await expect(copyWorkspace(from(), to())).rejects.toThrow(
      'docs/link is a link that leads out of the repository',
    );
  });

  it('is not made where a link leads out by another link', async () => {
    await symlink('..', join(from(), 'up'));
    await symlink('up/canary.md', join(from(), 'docs/link.md'));
    await expect(copyWorkspace(from(), to())).rejects.toThrow(
      /is a link that leads out of the repository/,
    );
  });

  it('is not made of too many files, nor of too much', async () => {
    const most = { entries: 4, bytes: 1024 * 1024 };
    await mkdir(join(from(), 'more'));
    await expect(copyWorkspace(from(), to(), most)).resolves.toBeUndefined();
    await writeFile(join(from(), 'more/one'), '');
    await expect(
      copyWorkspace(from(), folder.resolve('second'), most),
    ).rejects.toThrow('more than 4 files or 1 MiB');
    await writeFile(join(from(), 'README.md'), 'x'.repeat(most.bytes + 1));
    await expect(
      copyWorkspace(from(), folder.resolve('third'), {
        ...most,
        entries: 100,
      }),
    ).rejects.toThrow('more than 100 files or 1 MiB');
  });
});
