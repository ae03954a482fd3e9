import Button from '@material-ui/core/Button';
import FormHelperText from '@material-ui/core/FormHelperText';
import IconButton from '@material-ui/core/IconButton';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import DeleteIcon from '@material-ui/icons/Delete';
import {
  memberRoles,
  type NamespaceSpec,
} from '@paddock/backstage-plugin-paddock-common';
import { Field } from '../../../parts/Field';

type Member = NamespaceSpec['members'][number];

const useStyles = makeStyles(theme => ({
  row: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 2fr) minmax(0, 1fr) auto',
    gap: theme.spacing(1),
    alignItems: 'start',
    marginTop: theme.spacing(1.5),
  },
}));

const roleWords: Record<string, string> = {
  view: 'may look',
  edit: 'may work',
};

interface MemberRowsProps {
  members: readonly Member[];
  onChange: (members: Member[]) => void;
  groups: readonly string[];
  problem?: string;
}

/** Who else may look or work in the namespace, beside the team that owns it. */
export function MemberRows(props: MemberRowsProps) {
  const { members, onChange, groups, problem } = props;
  const classes = useStyles();
  const set = (index: number, changes: Partial<Member>) =>
    onChange(
      members.map((each, at) =>
        at === index ? { ...each, ...changes } : each,
      ),
    );
  return (
    <div role="group" aria-label="Other groups">
      <Typography>
        Other groups: the owning team may work in it anyway
      </Typography>
      {members.map(({ group, role }, index) => (
        // Rows have no name of their own, and are only ever taken out one at a time.
        // eslint-disable-next-line react/no-array-index-key
        <div key={index} className={classes.row}>
          <div>
            <Field
              label={`Group ${index + 1}`}
              value={group}
              onChange={value => set(index, { group: value })}
              suggestions={groups}
              help="group:default/team-storefront"
              maxLength={320}
            />
          </div>
          <div>
            <Field
              label={`Right of group ${index + 1}`}
              value={role}
              onChange={value => set(index, { role: value })}
              options={memberRoles.map(value => ({
                value,
                text: roleWords[value] ?? value,
              }))}
            />
          </div>
          <IconButton
            size="small"
            aria-label={`Remove group ${index + 1}`}
            onClick={() => onChange(members.filter((_, at) => at !== index))}
          >
            <DeleteIcon fontSize="small" />
          </IconButton>
        </div>
      ))}
      {problem && <FormHelperText error>{problem}</FormHelperText>}
      {members.length < 20 && (
        <Button
          size="small"
          onClick={() => onChange([...members, { group: '', role: 'view' }])}
        >
          Add a group
        </Button>
      )}
    </div>
  );
}
