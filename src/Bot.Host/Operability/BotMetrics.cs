using System.Diagnostics.Metrics;
using Bot.Core.Activities;
using Bot.Core.Interactions;
using Bot.Core.Pushes;
using Bot.Core.Throttling;
using Bot.Core.Turns;

namespace Bot.Host.Operability;

/// <summary>What the service measures of itself, under the meter <c>Bot</c>. No text and no ids in labels.</summary>
public sealed class BotMetrics : IDisposable
{
    /// <summary>The meter's name.</summary>
    public const string MeterName = "Bot";

    private readonly Meter _meter = new(MeterName);
    private readonly Histogram<double> _turn;
    private readonly Histogram<double> _delivery;
    private readonly Counter<long> _interactions;
    private readonly Counter<long> _pushes;

    /// <summary>Makes the instruments.</summary>
    public BotMetrics()
    {
        _turn = _meter.CreateHistogram<double>("bot.turn.duration", "ms", "From a lane taking an activity up until it is kept");
        _delivery = _meter.CreateHistogram<double>("bot.delivery.duration", "ms", "One try to deliver a message");
        _interactions = _meter.CreateCounter<long>("bot.interactions", description: "Facts put on record, by kind and reason class");
        _pushes = _meter.CreateCounter<long>("bot.pushes", description: "Pushes looked at, by class, what became of them and the rule that decided");
    }

    /// <summary>A turn is over.</summary>
    public void Turn(ActivityType type, TimeSpan took) =>
        _turn.Record(took.TotalMilliseconds, new KeyValuePair<string, object?>("type", type.ToString()));

    /// <summary>A turn was decided and kept.</summary>
    public void Decided(Outcome outcome)
    {
        if (!_interactions.Enabled)
        {
            return;
        }

        foreach (var fact in outcome.Interactions)
        {
            var reason = fact.Kind == InteractionKind.Silent ? fact.Reason : null;
            _interactions.Add(1, new KeyValuePair<string, object?>("kind", fact.Kind.ToString()), new("reason", reason));
        }
    }

    /// <summary>A delivery was tried.</summary>
    public void Delivered(DeliveryResult result, TimeSpan took) =>
        _delivery.Record(took.TotalMilliseconds, new KeyValuePair<string, object?>("result", result.GetType().Name));

    /// <summary>A push was looked at.</summary>
    public void Judged(PushClass of, PushState state, string? rule) =>
        _pushes.Add(1, new KeyValuePair<string, object?>("class", of.ToString()), new("state", state.ToString()), new("rule", rule));

    /// <inheritdoc/>
    public void Dispose() => _meter.Dispose();
}
