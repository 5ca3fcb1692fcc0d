// What `require('electron')` gives.
module.exports = globalThis[Symbol.for('careline.standin.electron')];
