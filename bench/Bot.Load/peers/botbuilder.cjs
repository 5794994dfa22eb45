// An echo bot on Microsoft's botbuilder-js, as its samples have it.
const path = require('path');
const from = path.resolve(__dirname, '../../../tests/Bot.Conformance/node_modules');
const express = require(path.join(from, 'express'));
const { CloudAdapter, ConfigurationBotFrameworkAuthentication, ActivityHandler } = require(path.join(from, 'botbuilder'));
class Echo extends ActivityHandler {
  constructor() {
    super();
    this.onMessage(async (context, next) => { await context.sendActivity('Echo: ' + context.activity.text); await next(); });
  }
}
const adapter = new CloudAdapter(new ConfigurationBotFrameworkAuthentication({}));
adapter.onTurnError = async (context, error) => console.error(error.message);
const bot = new Echo();
const app = express();
app.use(express.json());
app.post('/api/messages', (req, res) => adapter.process(req, res, (context) => bot.run(context)));
app.listen(Number(process.argv[2]), '127.0.0.1');
