import { html, type Html, type Page } from '../page.ts';
import { groupNamed } from '../people.ts';
import type { Entry } from './read.ts';
import type { Repository } from './repositories.ts';

const encoded = (path: string) =>
  path.split('/').map(encodeURIComponent).join('/');

const link = (to: string, text: string): Html =>
  html`<a href="${encoded(to)}">${text}</a>`;

const home = ({ owner, name }: Repository): Html =>
  html`${link('/', 'Git')} / ${link(`/${owner}`, owner)} /
  ${link(`/${owner}/${name}`, name)}`;

const clone = (url: string, { owner, name }: Repository): Html =>
  html`<p>Clone it:</p>
    <pre>git clone ${url}/${owner}/${name}.git</pre>
    <p class="dim">
      Whoever reaches this machine may read. Members of ${owner} may push, with
      their name and the password that
      <code>npm run token -- NAME --git</code> prints.
    </p>`;

export function ownersPage(owners: readonly string[]): Page {
  return {
    title: 'Git',
    body: html`<h1>Git</h1>
      <p>
        The git server of Paddock's embedded platform. It answers on this
        machine's loopback address only.
      </p>
      <ul>
        ${owners.map(owner => html`<li>${link(`/${owner}`, owner)}</li>`)}
      </ul>`,
  };
}

export function ownerPage(owner: string, list: readonly Repository[]): Page {
  const rows = list.map(
    ({ name }) => html`<li>${link(`/${owner}/${name}`, name)}</li>`,
  );
  return {
    title: owner,
    body: html`<h1>${link('/', 'Git')} / ${owner}</h1>
      <p>${groupNamed(owner)?.displayName ?? owner}</p>
      ${rows.length
        ? html`<ul>
            ${rows}
          </ul>`
        : html`<p>No repository yet.</p>`}`,
  };
}

export function emptyPage(url: string, repository: Repository): Page {
  return {
    title: `${repository.owner}/${repository.name}`,
    body: html`<h1>${home(repository)}</h1>
      <p>Nothing has been pushed yet.</p>
      ${clone(url, repository)}`,
  };
}

/** Where in a repository a page is; the empty path is the root. */
export interface Place {
  readonly url: string;
  readonly repository: Repository;
  readonly branch: string;
  readonly path: string;
}

const addressOf = ({ repository: { owner, name }, branch }: Place) =>
  `/${owner}/${name}/src/branch/${branch}`;

function heading(place: Place): Html {
  const names = place.path === '' ? [] : place.path.split('/');
  const steps = names.map((name, index) => {
    const to = `${addressOf(place)}/${names.slice(0, index + 1).join('/')}`;
    return html` / ${link(to, name)}`;
  });
  return html`<h1>${home(place.repository)}${steps}</h1>
    <p class="dim">Branch ${link(addressOf(place), place.branch)}</p>`;
}

export function folderPage(place: Place, entries: readonly Entry[]): Page {
  const { owner, name } = place.repository;
  const rows = entries.map(({ path, type, size }) => {
    const base = path.slice(path.lastIndexOf('/') + 1);
    const shown = type === 'blob' ? base : `${base}/`;
    const to = `${addressOf(place)}/${path}`;
    return html`<tr>
      <td>${type === 'commit' ? html`${shown}` : link(to, shown)}</td>
      <td class="number">${size ?? ''}</td>
    </tr>`;
  });
  return {
    title: `${owner}/${name}`,
    body: html`${heading(place)}
      <table>
        <thead>
          <tr>
            <th scope="col">Name</th>
            <th scope="col" class="number">Bytes</th>
          </tr>
        </thead>
        <tbody>
          ${rows}
        </tbody>
      </table>
      ${place.path === '' ? clone(place.url, place.repository) : html``}`,
  };
}

export function filePage(place: Place, content: Buffer): Page {
  const { owner, name } = place.repository;
  // As git tells text from the rest.
  const isText = !content.subarray(0, 8000).includes(0);
  return {
    title: `${place.path} in ${owner}/${name}`,
    body: html`${heading(place)}
    ${isText
      ? html`<pre tabindex="0">${content.toString('utf8')}</pre>`
      : html`<p>This file holds no text. It has ${content.length} bytes.</p>`}
    ${clone(place.url, place.repository)}`,
  };
}

export function problemPage(message: string): Page {
  return {
    title: 'Not shown',
    body: html`<h1>${link('/', 'Git')}</h1>
      <p>${message}</p>`,
  };
}
