using Bot.Core.Understanding.Recognizers.Shop;

namespace Bot.Core.Understanding.Values;

/// <summary>Reads yes and no. A question is neither.</summary>
public static class YesNoReader
{
    /// <summary>True for yes, false for no, null when it is neither.</summary>
    public static bool? Read(string text) => Answers.Read(text) switch
    {
        Answer.Yes => true,
        Answer.No => false,

        // 算了 declines; 取消 is a wish of its own, which dialogs read themselves.
        Answer.Cancel when Fold.Text(text).Contains('算', StringComparison.Ordinal) => false,
        _ => null,
    };
}
