import Typography from '@material-ui/core/Typography';
import type { BudgetLook } from '@paddock/backstage-plugin-paddock-common';
import { BeforeAfterBar } from '../../parts/BeforeAfterBar';
import { amountKinds } from '../amounts';
import { nameOfRef } from '../words';

/** A team's budget, before and after. */
export function BudgetBars({ look }: { look: BudgetLook }) {
  return (
    <div role="group" aria-label={`Budget of ${nameOfRef(look.team)}`}>
      <Typography variant="body2">
        Budget of {nameOfRef(look.team)}, over all of its namespaces:
      </Typography>
      {amountKinds.map(({ key, label, inWords }) => {
        const before = look.granted[key];
        const after = look.after[key];
        const of = look.budget[key];
        const over = after > of ? ', which is over it' : '';
        return (
          <BeforeAfterBar
            key={key}
            label={label}
            before={before}
            after={after}
            of={of}
            words={`${inWords(before)} of ${inWords(of)} granted now, ${inWords(
              after,
            )} after this${over}`}
          />
        );
      })}
    </div>
  );
}
