import { createContext, useContext, type ReactNode } from 'react';
import { PreparingBanner } from './PreparingBanner';

const IsShown = createContext(false);

/** A page of another plugin below what the platform still prepares; within each other, as a page and its sub-page are wrapped, it is said once. */
export function WithPreparing({ children }: { children: ReactNode }) {
  const isShown = useContext(IsShown);
  if (isShown) return <>{children}</>;
  return (
    <IsShown.Provider value>
      <PreparingBanner />
      {children}
    </IsShown.Provider>
  );
}
