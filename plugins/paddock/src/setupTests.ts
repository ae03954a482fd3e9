import '@testing-library/jest-dom';
import { configure } from '@testing-library/react';

// Pages are loaded when they are opened, which takes its time on a busy machine.
configure({ asyncUtilTimeout: 15_000 });
jest.setTimeout(60_000);
