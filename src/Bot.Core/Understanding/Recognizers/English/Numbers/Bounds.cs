namespace Bot.Core.Understanding.Recognizers.English.Numbers;

/// <summary>The bounds of a range; a bound that is absent is open.</summary>
internal readonly record struct Bounds(double? Low, bool WithLow, double? High, bool WithHigh)
{
    /// <summary>One bound (1: more, -1: less), or the value itself (0).</summary>
    public static Bounds Of(int relation, bool equal, double value) => relation switch
    {
        > 0 => new Bounds(value, equal, null, false),
        < 0 => new Bounds(null, false, value, equal),
        _ => new Bounds(value, true, value, true),
    };

    /// <summary>Both together when one is low and the other high and something lies between; else null.</summary>
    public Bounds? With(Bounds other)
    {
        var joined = new Bounds(Low ?? other.Low, WithLow || other.WithLow, High ?? other.High, WithHigh || other.WithHigh);
        return (Low is null) == (other.High is null) && (Low is null) != (High is null) && (other.Low is null) != (other.High is null) && joined.Low < joined.High ? joined : null;
    }

    /// <inheritdoc/>
    public override string ToString() =>
        $"{(WithLow ? '[' : '(')}{(Low is { } low ? NumberFormat.Text(low) : "")},{(High is { } high ? NumberFormat.Text(high) : "")}{(WithHigh ? ']' : ')')}";
}
