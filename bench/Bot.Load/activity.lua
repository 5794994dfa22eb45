-- The same activity for every target, with its own id (a repeated id would be a duplicate) and one of 1,000 direct conversations.
local n = 0
local service = os.getenv("SERVICE_URL")
local run = os.getenv("RUN_ID") or "r"
function request()
  n = n + 1
  local c = n % 1000
  local body = string.format([[{"type":"message","id":"%s-%d","timestamp":"2026-11-22T08:00:00.000Z","serviceUrl":"%s","channelId":"test","from":{"id":"user-%d","name":"小鹿"},"conversation":{"id":"conv-%d"},"recipient":{"id":"bot","name":"小助"},"locale":"zh-CN","text":"什么时候发货"}]], run, n, service, c, c)
  return wrk.format("POST", "/api/messages", {["Content-Type"] = "application/json"}, body)
end
function done(summary, latency)
  io.write(string.format("RESULT requests=%d seconds=%.3f p50=%.2f p99=%.2f errors=%d\n", summary.requests, summary.duration / 1e6,
    latency:percentile(50) / 1000, latency:percentile(99) / 1000,
    summary.errors.status + summary.errors.connect + summary.errors.read + summary.errors.timeout))
end
