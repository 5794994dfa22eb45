using System.Security.Cryptography;
using System.Text;

namespace Bot.Storage.Redis.Pushes;

/// <summary>A script and its name on the server (SHA-1 of the text, as Redis has it), computed once.</summary>
internal sealed class Script(string text)
{
    public string Text => text;

#pragma warning disable CA5350 // Redis names scripts by SHA-1; nothing is kept secret by it.
    public byte[] Hash { get; } = SHA1.HashData(Encoding.UTF8.GetBytes(text));
#pragma warning restore CA5350
}
