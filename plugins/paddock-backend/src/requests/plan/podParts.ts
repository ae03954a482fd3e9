/** A token that only Vault accepts, and that is worthless soon. */
export const tokenVolume = (name: string, audience: string) => ({
  name,
  projected: {
    sources: [
      {
        serviceAccountToken: {
          path: 'token',
          audience,
          expirationSeconds: 600,
        },
      },
    ],
  },
});

export const readOnly = (name: string, mountPath: string) => ({
  name,
  mountPath,
  readOnly: true,
});
