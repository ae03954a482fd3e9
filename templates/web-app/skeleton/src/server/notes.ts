import { randomBytes } from 'node:crypto';
import { open, mkdir, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';

export interface Note {
  /** ISO 8601. */
  at: string;
  text: string;
}

/** A few notes, to show that what is written to the volume stays. Replace it with what the app is for. */
export interface Notes {
  kept: 'on the volume' | 'in memory';
  list(): Promise<Note[]>;
  /** Resolves when the note is on disk. Beyond the limit the oldest goes. */
  add(text: string): Promise<Note>;
  writable(): Promise<boolean>;
}

const most = 100;

export const openNotes = (dataDir: string | undefined): Notes =>
  dataDir === undefined ? notesInMemory() : notesOnVolume(join(dataDir, 'notes'));

function notesInMemory(): Notes {
  let notes: Note[] = [];
  return {
    kept: 'in memory',
    list: async () => [...notes].reverse(),
    async add(text) {
      const note = { at: new Date().toISOString(), text };
      notes = [...notes, note].slice(-most);
      return note;
    },
    writable: async () => true,
  };
}

/** Each note is a file of its own with its time in the name, so several pods may write to one volume. */
function notesOnVolume(folder: string): Notes {
  const names = async () => {
    await mkdir(folder, { recursive: true });
    return (await readdir(folder)).filter(name => name.endsWith('.json')).sort();
  };
  return {
    kept: 'on the volume',
    async list() {
      const newest = (await names()).reverse().slice(0, most);
      const notes = await Promise.all(newest.map(name => readNote(join(folder, name))));
      return notes.filter((note): note is Note => note !== undefined);
    },
    async add(text) {
      const note = { at: new Date().toISOString(), text };
      const before = await names();
      const name = `${note.at.replace(/[:.]/g, '-')}-${randomBytes(4).toString('hex')}`;
      await writeWhole(folder, name, JSON.stringify(note));
      for (const old of before.slice(0, Math.max(0, before.length + 1 - most))) {
        await rm(join(folder, old), { force: true });
      }
      return note;
    },
    async writable() {
      const probe = `probe-${process.pid}-${randomBytes(4).toString('hex')}`;
      try {
        await names();
        const file = await open(join(folder, probe), 'w');
        await file.close();
        return true;
      } catch {
        return false;
      } finally {
        await rm(join(folder, probe), { force: true }).catch(() => undefined);
      }
    },
  };
}

/** A reader sees all of the file or none of it, also after a crash. */
async function writeWhole(folder: string, name: string, content: string): Promise<void> {
  const draft = join(folder, `${name}.draft`);
  const file = await open(draft, 'wx', 0o600);
  try {
    await file.writeFile(content);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(draft, join(folder, `${name}.json`));
}

/** Undefined for a note that another pod has just taken away, or that is none. */
async function readNote(path: string): Promise<Note | undefined> {
  try {
    const { at, text } = JSON.parse(await readFile(path, 'utf8')) as Partial<Note>;
    return typeof at === 'string' && typeof text === 'string' ? { at, text } : undefined;
  } catch {
    return undefined;
  }
}
