import type { IncomingMessage, ServerResponse } from 'node:http';
import { errors, type default as Provider } from 'oidc-provider';
import type { Handle } from '../loopback.ts';
import { personNamed } from '../people.ts';
import { pageHeaders, renderPage, type Page } from '../page.ts';
import { choosePage, failedPage, startPage } from './pages.ts';
import { createProvider, type SignInOptions } from './provider.ts';

const bodyLimit = 1024;

function send(
  res: ServerResponse,
  status: number,
  content: { page: Page; formTargets: readonly string[] },
): void {
  res.writeHead(status, pageHeaders(content.formTargets));
  res.end(renderPage(content.page));
}

function fail(res: ServerResponse, status: number, why: string): void {
  const page = failedPage('This request was refused.', why);
  send(res, status, { page, formTargets: [] });
}

async function readForm(
  req: IncomingMessage,
): Promise<URLSearchParams | undefined> {
  const type = req.headers['content-type']?.split(';')[0]?.trim();
  if (type !== 'application/x-www-form-urlencoded') return undefined;
  let text = '';
  for await (const chunk of req.setEncoding('utf8')) {
    text += chunk;
    if (text.length > bodyLimit) return undefined;
  }
  return new URLSearchParams(text);
}

/** Browsers name the page that posts; what is no browser has no cookie of somebody else's to misuse. */
function isForeign({ headers }: IncomingMessage): boolean {
  const { origin, host, 'sec-fetch-site': site } = headers;
  if (origin !== undefined) return origin !== `http://${host}`;
  return site !== undefined && site !== 'same-origin';
}

/** So that the next answer of the provider starts from no session: it would else ask to sign the first person out. */
async function forgetOther(
  provider: Provider,
  interaction: Awaited<ReturnType<Provider['interactionDetails']>>,
  person: string,
): Promise<void> {
  const { session } = interaction;
  if (!session?.accountId || session.accountId === person) return;
  const other = await provider.Session.findByUid(session.uid);
  for (const { grantId } of Object.values(other?.authorizations ?? {})) {
    if (grantId) await (await provider.Grant.find(grantId))?.destroy();
  }
  await other?.destroy();
  interaction.session = undefined;
  await interaction.save(interaction.exp - Math.floor(Date.now() / 1000));
}

async function choose(
  provider: Provider,
  req: IncomingMessage,
  res: ServerResponse,
): Promise<void> {
  if (isForeign(req)) {
    fail(res, 403, 'The choice was sent by a page of another site.');
    return;
  }
  const interaction = await provider.interactionDetails(req, res);
  const person = personNamed((await readForm(req))?.get('person') ?? '');
  if (!person) {
    fail(res, 400, 'There is no such sample person.');
    return;
  }
  await forgetOther(provider, interaction, person.name);
  console.log(`${new Date().toISOString()} ${person.email} signed in`);
  const result = { login: { accountId: person.name } };
  await provider.interactionFinished(req, res, result);
}

/** Everything that the sign-in server answers: our own pages, and the provider's endpoints. */
export function createSignIn(options: SignInOptions): Handle {
  const provider = createProvider(options);
  const endpoints = provider.callback();
  const formTargets = [`'self'`, ...options.portals];

  async function interact(req: IncomingMessage, res: ServerResponse) {
    try {
      if (req.method === 'POST') {
        await choose(provider, req, res);
      } else {
        const { uid } = await provider.interactionDetails(req, res);
        const page = choosePage(`/interaction/${uid}`);
        send(res, 200, { page, formTargets });
      }
    } catch (error) {
      if (!(error instanceof errors.SessionNotFound)) throw error;
      fail(res, 400, 'This sign-in has expired, or began in another browser.');
    }
  }

  return async (req, res) => {
    const path = req.url?.split('?')[0] ?? '/';
    if (path === '/') {
      send(res, 200, { page: startPage(), formTargets: [] });
    } else if (/^\/interaction\/[\w-]+$/.test(path)) {
      await interact(req, res);
    } else {
      await endpoints(req, res);
    }
  };
}
