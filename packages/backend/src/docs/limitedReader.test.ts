import { type UrlReaderService } from '@backstage/backend-plugin-api';
import { limitedReader } from './limitedReader';

type Filter = (path: string, info?: { size: number }) => boolean;

/** A reader that asks for every file of a repository whether it is wanted. */
const reading = (sizes: number[]) =>
  ({
    readTree: jest.fn(async (_, options?: { filter?: Filter }) =>
      sizes.filter((size, i) => options?.filter?.(`file-${i}`, { size })),
    ),
  } as unknown as UrlReaderService);

const most = { entries: 3, bytes: 100 };

describe('reading a repository for its docs', () => {
  it('gives one up that is too large while it is read', async () => {
    const large = limitedReader(reading([60, 50]), most);
    await expect(large.readTree('https://x')).rejects.toThrow(/more than 3/);
    const many = limitedReader(reading([1, 1, 1, 1]), most);
    await expect(many.readTree('https://x')).rejects.toThrow(/more than 3/);
  });

  it('counts for each repository anew, and leaves the choice of files', async () => {
    const reader = limitedReader(reading([60, 30]), most);
    expect(await reader.readTree('https://x')).toEqual([60, 30]);
    expect(
      await reader.readTree('https://x', {
        filter: path => path === 'file-1',
      }),
    ).toEqual([30]);
  });
});
