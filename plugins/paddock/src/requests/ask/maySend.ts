import { describeVerdict } from '../verdict';
import { listed } from '../words';
import { labelAt } from './fields/labels';
import type { Preview } from './usePreview';

/** Whether the form can be sent as it is; where not, why. */
export function maySend(preview: Preview): true | string {
  switch (preview.state) {
    case 'incomplete':
      return `Still needed: ${listed(preview.missing)}.`;
    case 'checking':
      return 'It is being checked.';
    case 'failed':
      return `It could not be checked. ${preview.reason}`;
    default: {
      const { problems, verdict } = preview.check;
      if (problems.length > 0) {
        const fields = new Set(problems.map(({ path }) => labelAt(path)));
        return `Some fields cannot be as they are: ${listed([...fields])}.`;
      }
      return verdict.say === 'no' ? describeVerdict(verdict).line : true;
    }
  }
}
