import Typography from '@material-ui/core/Typography';
import type { RequestPage } from '@paddock/backstage-plugin-paddock-common';
import { BudgetBars } from '../shown/BudgetBars';
import { DryRunList } from '../shown/DryRunList';
import { countEffects, EffectsView } from '../shown/EffectsView';
import { Verdict } from '../shown/Verdict';
import { ChangeTable } from './ChangeTable';
import { Panel } from './Panel';
import { ProofList } from './ProofList';

const undecided: ReadonlyArray<RequestPage['state']> = ['draft', 'waiting'];

/** What is decided about: the exact effects, what the rules and the cluster say to them, and which checks passed. */
export function RequestPanels({ page }: { page: RequestPage }) {
  const open = undecided.includes(page.state);
  return (
    <>
      {open && (
        <Panel title="What the rules say">
          <Verdict verdict={page.verdict} />
        </Panel>
      )}
      {page.liveSpec && (
        <Panel title="What would change">
          <ChangeTable before={page.liveSpec} after={page.spec} />
        </Panel>
      )}
      {!open && (
        <Panel title="Checks">
          <ProofList proofs={page.proofs} />
        </Panel>
      )}
      {/* How the budget was when it was asked says nothing of now. */}
      {open && page.budget && (
        <Panel title="Budget before and after">
          <BudgetBars look={page.budget} />
        </Panel>
      )}
      <Panel title="Dry run on the cluster">
        <DryRunList runs={page.dryRun} />
      </Panel>
      <Panel title="The exact effects">
        <Typography variant="body2">
          {countEffects(page.effects)}. An approval holds for exactly this, with
          the SHA-256 sum {page.hash}.
        </Typography>
        <EffectsView effects={page.effects} />
      </Panel>
    </>
  );
}
