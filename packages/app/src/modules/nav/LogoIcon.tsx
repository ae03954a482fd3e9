/** A paddock: two posts and the rails between them. */
export const LogoIcon = () => (
  <svg width="28" height="28" viewBox="0 0 28 28" aria-hidden="true">
    <path
      d="M6 4v20M22 4v20M2 10h24M2 18h24"
      fill="none"
      stroke="#9cd67d"
      strokeWidth="3"
      strokeLinecap="round"
    />
  </svg>
);
