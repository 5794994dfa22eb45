// An echo agent on the Microsoft 365 Agents SDK for JavaScript, as its samples have it.
const path = require('path');
const from = path.resolve(__dirname, '../../../tests/Bot.Conformance/node_modules');
const express = require(path.join(from, 'express'));
const { CloudAdapter, ActivityHandler, authorizeJWT, loadAuthConfigFromEnv } = require(path.join(from, '@microsoft/agents-hosting'));
class Echo extends ActivityHandler {
  constructor() {
    super();
    this.onMessage(async (context, next) => { await context.sendActivity('Echo: ' + context.activity.text); await next(); });
  }
}
const config = loadAuthConfigFromEnv();
const adapter = new CloudAdapter(config);
const bot = new Echo();
const app = express();
app.use(express.json());
app.post('/api/messages', authorizeJWT(config), (req, res) => adapter.process(req, res, (context) => bot.run(context)));
app.listen(Number(process.argv[2]), '127.0.0.1');
