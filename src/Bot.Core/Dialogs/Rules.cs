using System.Collections.Immutable;

namespace Bot.Core.Dialogs;

/// <summary>What to do with a question of the knowledge base in the middle of a dialog.</summary>
public enum OnFaq
{
    /// <summary>Answer it, then ask the open question again.</summary>
    AnswerAndResume,

    /// <summary>Take it as an answer to the open question.</summary>
    Ignore,
}

/// <summary>What to do when a message would start another dialog.</summary>
public enum OnOtherDialog
{
    /// <summary>Ask whether to leave this one.</summary>
    AskFirst,

    /// <summary>Leave this one.</summary>
    Switch,

    /// <summary>Stay.</summary>
    Never,
}

/// <summary>How a dialog gives up.</summary>
public enum GiveUp
{
    /// <summary>It ends.</summary>
    End,

    /// <summary>A person takes over.</summary>
    HandOff,
}

/// <summary>The rules of a dialog. Whatever its file leaves out comes from <c>dialogs/_defaults.yaml</c>, then from here.</summary>
public sealed record Rules
{
    /// <summary>What holds when nobody says otherwise.</summary>
    public static Rules Default { get; } = new();

    /// <summary>In a group everybody may answer, not only the member who began.</summary>
    public bool Anyone { get; init; }

    /// <summary>Words that end it.</summary>
    public ImmutableArray<string> CancelWords { get; init; } = ["取消", "算了", "退出", "cancel", "quit"];

    /// <summary>Template said when it is cancelled.</summary>
    public string? CancelReply { get; init; }

    /// <summary>Questions in between.</summary>
    public OnFaq Faq { get; init; }

    /// <summary>Other dialogs in between.</summary>
    public OnOtherDialog OtherDialog { get; init; }

    /// <summary>Template that asks whether to switch.</summary>
    public string? AskSwitch { get; init; }

    /// <summary>How long it waits.</summary>
    public TimeSpan TimeoutAfter { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>Template of the one reminder; none when null.</summary>
    public string? Remind { get; init; }

    /// <summary>What follows the silence.</summary>
    public GiveUp TimeoutThen { get; init; }

    /// <summary>Template said when the time is over; none when null.</summary>
    public string? TimeoutReply { get; init; }

    /// <summary>How often a question is asked again, counted apart for what was not understood and for what broke a check.</summary>
    public int Retries { get; init; } = 2;

    /// <summary>What follows the last retry.</summary>
    public GiveUp OnFail { get; init; }

    /// <summary>Template said before that; none when null.</summary>
    public string? FailReply { get; init; }

    /// <summary>Who takes over.</summary>
    public string HandOffTo { get; init; } = "";

    /// <summary>Template said when a person takes over.</summary>
    public string? HandOffReply { get; init; }

    /// <summary>Words that ask for a person.</summary>
    public ImmutableArray<string> HandOffWords { get; init; } = ["转人工", "人工客服"];

    /// <summary>Begun in a group, it goes on in the direct message.</summary>
    public bool Private { get; init; }

    /// <summary>The one line said in the group when it moves.</summary>
    public string? MoveReply { get; init; }

    /// <summary>Messages it may say in a group before it moves on to the direct message; 0 for no bound.</summary>
    public int MaxGroupTurns { get; init; }
}
