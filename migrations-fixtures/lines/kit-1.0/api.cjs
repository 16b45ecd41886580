// drizzle-kit 1.0 beside its own drizzle-orm, for whoever imports this workspace.
module.exports = require('drizzle-kit/api-postgres');
