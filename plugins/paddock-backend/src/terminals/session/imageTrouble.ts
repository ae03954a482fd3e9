// The kubelet's reasons for a container whose image it does not have: k8s.io/kubernetes/pkg/kubelet/images/types.go
const reasons = [
  'ErrImagePull',
  'ImagePullBackOff',
  'ErrImageNeverPull',
  'ImageInspectError',
  'InvalidImageName',
  'RegistryUnavailable',
  'SignatureValidationFailed',
];

// Runtimes and registries have no code for it in common. The first that fits is told.
const words: Array<[RegExp, string]> = [
  [
    /certificate|x509|HTTP response to HTTPS client/i,
    'The node does not trust its registry. An administrator of the cluster looks at the certificate.',
  ],
  [
    /toomanyrequests|too many requests|rate limit|\b429\b/i,
    'Its registry limits how much is fetched. Try again later, or take it from another registry.',
  ],
  [
    /no such host|connection refused|i\/o timeout|deadline exceeded|no route to host|network is unreachable|connection reset|RegistryUnavailable|\b50[0234]\b/i,
    'Its registry cannot be reached from the node. Check the host in its name, or try again later.',
  ],
  [
    /no matching manifest|no match for platform/i,
    'It is not there for the architecture of the node. Take another image, or another node.',
  ],
  // Registries say of what is private and of what is not there that it is denied.
  [
    /unauthorized|denied|forbidden|authentication required|no basic auth|\b40[13]\b/i,
    'Its registry denies it, or has no such image. Check its name; a private image needs credentials, which a pod like this has not.',
  ],
  [
    /not found|manifest unknown|no such image|does not exist|\b404\b/i,
    'Its registry has no such image or tag. Check its name.',
  ],
];

/** Why the image of a container cannot be had, and what to do; undefined where that is not what it waits for. Pure. */
export function imageTrouble(
  image: string,
  reason: string,
  message: string,
): string | undefined {
  if (!reasons.includes(reason)) return undefined;
  // What somebody has named an image says nothing about it.
  const said = message.replaceAll(image, '');
  return `The image ${image} cannot be had. ${whyNot(reason, said)}`;
}

function whyNot(reason: string, message: string): string {
  switch (reason) {
    case 'InvalidImageName':
      return 'This is no name of an image. Check it: registry/name:tag.';
    case 'ErrImageNeverPull':
      return 'It is not on the node, and may not be fetched there.';
    case 'SignatureValidationFailed':
      return 'The node does not accept its signature.';
    default: {
      const text = `${reason} ${message}`;
      const found = words.find(([pattern]) => pattern.test(text));
      return (
        found?.[1] ?? `The node gives no reason that is known here: ${reason}.`
      );
    }
  }
}
