import Tabs from '@material-ui/core/Tabs';
import { QuietTab } from '../../parts/QuietTab';
import type { Scope } from './filters';

interface ScopeTabsProps {
  scope: Scope;
  onChange: (scope: Scope) => void;
  /** How many wait for this person; nothing until that is known. */
  waiting: number | undefined;
  /** Administrators see all. */
  all: boolean;
}

/** Whose requests the list shows. */
export function ScopeTabs({ scope, onChange, waiting, all }: ScopeTabsProps) {
  const tabs: Array<[Scope, string]> = [
    ['mine', 'Mine'],
    ['team', "My team's"],
    ['waiting', `Waiting for me${waiting ? ` (${waiting})` : ''}`],
  ];
  // A link to all of them keeps its tab, which then says what is missing.
  if (all || scope === 'all') tabs.push(['all', 'All']);
  return (
    <Tabs
      value={scope}
      onChange={(_, value: Scope) => onChange(value)}
      variant="scrollable"
      scrollButtons="auto"
      indicatorColor="primary"
      textColor="primary"
      aria-label="Whose requests"
    >
      {tabs.map(([value, label]) => (
        <QuietTab
          key={value}
          value={value}
          label={label}
          id={`requests-tab-${value}`}
          aria-controls="requests-panel"
        />
      ))}
    </Tabs>
  );
}
