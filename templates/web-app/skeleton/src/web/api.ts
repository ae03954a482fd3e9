export interface About {
  name: string;
  version: string;
  secret: 'none' | 'readable' | 'unreadable';
  volume: 'none' | 'writable' | 'unwritable';
}

export interface Note {
  at: string;
  text: string;
}

export interface NoteList {
  kept: string;
  notes: Note[];
}

/** Asks this server. Throws its own sentence where it refuses. */
async function ask<T>(path: string, body?: object): Promise<T> {
  const response = await fetch(path, {
    ...(body && { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
  });
  const answer = (await response.json().catch(() => ({}))) as T & { error?: string };
  if (!response.ok) throw new Error(answer.error ?? `The server answered ${response.status}.`);
  return answer;
}

export const readAbout = () => ask<About>('/api/about');
export const readNotes = () => ask<NoteList>('/api/notes');
export const addNote = (text: string) => ask<Note>('/api/notes', { text });
