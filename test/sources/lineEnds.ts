// How the page keeps line ends.
export { keepLineEnds } from '../../plugins/paddock/src/config/lineEnds';
