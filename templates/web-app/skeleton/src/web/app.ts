import { addNote, readAbout, readNotes, type About, type Note } from './api';

/** The element of the page with this id. Throws where the page has none of this kind. */
function part<T extends HTMLElement>(id: string, kind: new () => T): T {
  const found = document.getElementById(id);
  if (found instanceof kind) return found;
  throw new Error(`The page has no ${id}`);
}

const about = part('about', HTMLParagraphElement);
const heading = part('name', HTMLHeadingElement);
const kept = part('kept', HTMLHeadingElement);
const list = part('notes', HTMLOListElement);
const form = part('add', HTMLFormElement);
const input = part('text', HTMLInputElement);
const problem = part('problem', HTMLParagraphElement);

function describe({ version, secret, volume }: About): string {
  const secretWords = { none: 'It was given no secret.', readable: 'Its secret is readable.', unreadable: 'Its secret cannot be read.' };
  const volumeWords = { none: 'It has no volume.', writable: 'Its volume is writable.', unwritable: 'Its volume cannot be written to.' };
  return `Version ${version}. ${secretWords[secret]} ${volumeWords[volume]}`;
}

/** Text only: what people have written never becomes markup. */
function row({ at, text }: Note): HTMLLIElement {
  const item = document.createElement('li');
  const time = document.createElement('time');
  time.dateTime = at;
  time.textContent = new Date(at).toLocaleString();
  item.append(time, text);
  return item;
}

async function show(): Promise<void> {
  const found = await readNotes();
  kept.textContent = `Notes, kept ${found.kept}`;
  list.replaceChildren(...found.notes.map(row));
}

/** Does it, and says on the page why it did not work. */
async function attempt(work: () => Promise<void>): Promise<void> {
  try {
    await work();
    problem.textContent = '';
  } catch (error) {
    problem.textContent = error instanceof Error ? error.message : String(error);
  }
}

form.addEventListener('submit', event => {
  event.preventDefault();
  void attempt(async () => {
    await addNote(input.value);
    input.value = '';
    await show();
  });
});

void attempt(async () => {
  const found = await readAbout();
  heading.textContent = found.name;
  document.title = found.name;
  about.textContent = describe(found);
  await show();
});
