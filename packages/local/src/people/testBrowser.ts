/** As much of a browser as a sign-in needs: it keeps cookies by path and follows redirects one at a time. */
export interface TestBrowser {
  open(
    address: string,
    form?: Record<string, string>,
    headers?: Record<string, string>,
  ): Promise<Response>;
  /** Follows redirects until one leads away from `origin`; that one is the answer. */
  follow(from: Response, origin: string): Promise<Response>;
}

interface Cookie {
  name: string;
  value: string;
  path: string;
}

function parseCookie(line: string): Cookie & { gone: boolean } {
  const [pair = '', ...attributes] = line.split(/; */);
  const at = pair.indexOf('=');
  const attribute = (name: string) =>
    attributes
      .find(each => each.toLowerCase().startsWith(`${name}=`))
      ?.slice(name.length + 1);
  const expires = attribute('expires');
  return {
    name: pair.slice(0, at),
    value: pair.slice(at + 1),
    path: attribute('path') ?? '/',
    gone: expires !== undefined && Date.parse(expires) < Date.now(),
  };
}

export function testBrowser(): TestBrowser {
  const cookies = new Map<string, Cookie>();

  function keepCookies(answer: Response) {
    for (const line of answer.headers.getSetCookie()) {
      const { gone, ...cookie } = parseCookie(line);
      const key = `${cookie.name} ${cookie.path}`;
      if (gone) cookies.delete(key);
      else cookies.set(key, cookie);
    }
  }

  async function open(
    address: string,
    form?: Record<string, string>,
    headers?: Record<string, string>,
  ) {
    const { pathname } = new URL(address);
    const cookie = [...cookies.values()]
      .filter(({ path }) => pathname.startsWith(path))
      .map(({ name, value }) => `${name}=${value}`)
      .join('; ');
    const answer = await fetch(address, {
      method: form ? 'POST' : 'GET',
      body: form && new URLSearchParams(form),
      headers: { accept: 'text/html', ...headers, cookie },
      redirect: 'manual',
    });
    keepCookies(answer);
    return answer;
  }

  async function follow(from: Response, origin: string): Promise<Response> {
    const to = from.headers.get('location');
    if (!to) return from;
    const next = new URL(to, origin);
    if (next.origin !== origin) return from;
    return follow(await open(next.href), origin);
  }

  return { open, follow };
}
