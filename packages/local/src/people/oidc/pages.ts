import { groupNamed, people, type Person } from '../people.ts';
import { html, type Html, type Page } from '../page.ts';

const button = ({ name, displayName, role, team }: Person): Html => html`<li>
  <button type="submit" name="person" value="${name}">
    <strong>${displayName}</strong>
    <span class="dim">${role}, ${groupNamed(team)?.displayName ?? team}</span>
  </button>
</li>`;

/** Choosing a person is the whole sign-in: `action` is the path that the choice is posted to. */
export function choosePage(action: string): Page {
  return {
    title: 'Sign in as a sample person',
    narrow: true,
    body: html`<h1>Sign in as a sample person</h1>
      <p>
        This is the sample sign-in of Paddock's embedded platform. It asks for
        no password, because it answers on this machine's loopback address only.
        A portal in production uses the company's own identity provider instead.
      </p>
      <form method="post" action="${action}">
        <ul>
          ${people.map(button)}
        </ul>
      </form>`,
  };
}

export function startPage(): Page {
  return {
    title: 'Sample sign-in',
    narrow: true,
    body: html`<h1>Sample sign-in</h1>
      <p>
        This server signs the sample people of Paddock's embedded platform in.
        It answers on this machine's loopback address only. Begin at the portal,
        which sends you here.
      </p>
      <p><a href="/session/end">Sign out</a></p>`,
  };
}

/** `form` is the provider's own form, with its token against forged requests. */
export function signOutPage(form: Html): Page {
  return {
    title: 'Sign out',
    narrow: true,
    body: html`<h1>Sign out of the sample sign-in?</h1>
      ${form}
      <ul>
        <li>
          <button type="submit" form="op.logoutForm" name="logout" value="yes">
            <strong>Sign out</strong>
          </button>
        </li>
        <li>
          <button type="submit" form="op.logoutForm">
            <strong>Stay signed in</strong>
          </button>
        </li>
      </ul>`,
  };
}

export function signedOutPage(): Page {
  return {
    title: 'Signed out',
    narrow: true,
    body: html`<h1>You are signed out</h1>
      <p>You can close this page.</p>`,
  };
}

export function failedPage(error: string, description: string): Page {
  return {
    title: 'Sign-in failed',
    narrow: true,
    body: html`<h1>The sign-in did not work</h1>
      <p>${description || 'The sign-in server gave no further reason.'}</p>
      <p>Go back to the portal and sign in again.</p>
      <p class="dim">${error}</p>`,
  };
}
