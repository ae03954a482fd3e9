// @ts-check

// A worker of its own for text of others: it has no environment, little memory, and is ended when it takes too long.
const { constants, setPriority } = require('node:os');
const { parentPort } = require('node:worker_threads');
const { Refusal } = require('./guard');
const { readYaml } = require('./readYaml');

// Linux keeps this for the thread alone: answers to people go before text of others, which still gets a tenth of a full machine.
if (process.platform === 'linux') {
  setPriority(constants.priority.PRIORITY_BELOW_NORMAL);
}

parentPort?.on('message', ({ text, limits }) => {
  try {
    const json = JSON.stringify(readYaml(text, limits));
    parentPort?.postMessage({ json });
  } catch (error) {
    const refusal = error instanceof Refusal ? error.message : undefined;
    parentPort?.postMessage({ refusal });
  }
});
