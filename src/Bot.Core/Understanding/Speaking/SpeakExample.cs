namespace Bot.Core.Understanding.Speaking;

/// <summary>A labelled message, ready to learn from.</summary>
/// <param name="Text">What was said, folded: the same words never stand on both sides of a measurement.</param>
/// <param name="Features">As the gate sees it.</param>
/// <param name="Speak">True when an answer is welcome.</param>
/// <param name="Eligible">True when all rules but the gate's own would let us speak; what they hold back, the gate is not measured by.</param>
/// <param name="Live">See <see cref="SpeakLabel.Live"/>.</param>
/// <param name="At">When it was said.</param>
public sealed record SpeakExample(string Text, SpeakFeatures Features, bool Speak, bool Eligible, bool Live, DateTimeOffset At)
{
    /// <summary>Makes one of a label.</summary>
    /// <param name="label">The label.</param>
    /// <param name="recognition">What its text means by today's content.</param>
    /// <param name="allowed">True when that meaning may be said unasked.</param>
    /// <param name="score">The least score, as <see cref="SpeakSettings.Score"/>.</param>
    public static SpeakExample Of(SpeakLabel label, Recognition recognition, bool allowed, double score)
    {
        var cues = SpeakCues.Of(label.Text);
        var eligible = allowed && recognition.Best(score) is not null && (cues.Question || cues.Shop);
        return new SpeakExample(
            TextFold.Letters(label.Text), SpeakFeatures.Of(label.Text, cues, recognition), label.Verdict == SpeakVerdict.Speak, eligible, label.Live, label.At);
    }
}
