namespace Bot.Storage;

/// <summary>The store could not do what was asked: nothing of it was kept, unless the message says otherwise. Say "not now" to the platform.</summary>
public sealed class StoreException : Exception
{
    /// <summary>Makes one.</summary>
    public StoreException(string message)
        : base(message)
    {
    }

    /// <summary>Makes one with its cause.</summary>
    public StoreException(string message, Exception? cause)
        : base(message, cause)
    {
    }
}
