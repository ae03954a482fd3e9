import { SidebarItem } from '@backstage/core-components';
import { makeStyles } from '@material-ui/core/styles';
import type { NavContentNavItem } from '@backstage/plugin-app-react';
import { useWaitingForMe } from '@paddock/backstage-plugin-paddock';

const useStyles = makeStyles({
  badge: {
    minWidth: 22,
    padding: '1px 6px',
    borderRadius: 11,
    background: '#9cd67d',
    color: '#171717',
    fontSize: 12,
    fontWeight: 700,
    textAlign: 'center',
  },
});

/** The Requests page in the menu, with how many wait for the person who is signed in. */
export function RequestsItem({ item }: { item: NavContentNavItem }) {
  const classes = useStyles();
  const waiting = useWaitingForMe();
  return (
    <SidebarItem icon={() => item.icon} to={item.href} text={item.title}>
      {waiting > 0 && (
        <span className={classes.badge}>
          <span aria-hidden>{waiting}</span>
          <span hidden>{waiting} wait for you</span>
        </span>
      )}
    </SidebarItem>
  );
}
