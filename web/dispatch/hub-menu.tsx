import { AccountMenu } from '#web/shared/session/account-menu.tsx';
import { useHubContext } from './hub-context.ts';
import { receivingPath } from './receiving/receiving-path.ts';

interface HubMenuProps {
  /** The day that is looked at; absent: today. */
  readonly date?: string;
  readonly onHelp?: () => void;
}

/** The account's menu, with the ways to the other pages of the hub. */
export function HubMenu({ date, onHelp }: HubMenuProps) {
  const { hub, today, canEdit } = useHubContext();
  const path = `/hubs/${encodeURIComponent(hub.id)}`;
  return (
    <AccountMenu
      settingsPath={`${path}/fleet`}
      receivingPath={receivingPath(hub.id, date ?? today)}
      moneyPath={`${path}/day/${date ?? today}/money`}
      costsPath={`${path}/costs?until=${date ?? today}`}
      {...(canEdit && { ratesPath: `${path}/rates` })}
      {...(onHelp && { onHelp })}
    />
  );
}
